namespace GaOrleans.Embedded.Records;

/// <summary>The tables of the records, in steps as <see cref="Files.CheckedDatabase"/> takes them.</summary>
internal static class RecordSchema
{
    /// <summary>The steps, oldest first.</summary>
    public static readonly string[] Steps =
    [
        // AUTOINCREMENT keeps the versions of deleted records from being given again. Text compares by its UTF-8 bytes, as keys are to.
        // What was audited is kept as it was written even by someone who opens the file with another program, unless the triggers are dropped first.
        """
        CREATE TABLE records (
            version INTEGER PRIMARY KEY AUTOINCREMENT,
            partition TEXT NOT NULL,
            key TEXT NOT NULL,
            json TEXT NOT NULL,
            UNIQUE (partition, key)
        );
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON records WHEN substr(OLD.partition, 1, 6) = 'audit/'
        BEGIN SELECT RAISE(ABORT, 'what was audited is never changed'); END;
        CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON records WHEN substr(OLD.partition, 1, 6) = 'audit/'
        BEGIN SELECT RAISE(ABORT, 'what was audited is never deleted'); END;
        CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON records WHEN substr(NEW.partition, 1, 6) = 'audit/'
            AND EXISTS (SELECT 1 FROM records WHERE partition = NEW.partition AND key = NEW.key)
        BEGIN SELECT RAISE(ABORT, 'what was audited is never replaced'); END;
        """,
    ];
}
