namespace GaOrleans.Embedded.Configuration;

/// <summary>
/// The tables of the configuration. The database's <c>user_version</c> says how many of the steps it has had; each further one is taken in its
/// own transaction when the store opens. A step that was released is never changed: a change of the schema is a further step.
/// </summary>
internal static class ConfigurationSchema
{
    /// <summary>The steps, oldest first.</summary>
    public static readonly string[] Steps =
    [
        // AUTOINCREMENT keeps the numbers of deleted sites from being given again: their old hits must not become another's.
        """
        CREATE TABLE merchants (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            suspended INTEGER NOT NULL
        );
        CREATE TABLE sites (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            merchant_id INTEGER NOT NULL REFERENCES merchants (id),
            domain TEXT NOT NULL UNIQUE,
            timezone TEXT NOT NULL,
            currency TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            shards INTEGER NOT NULL,
            blocked INTEGER NOT NULL
        );
        CREATE TABLE keys (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            merchant_id INTEGER REFERENCES merchants (id),
            site_id INTEGER REFERENCES sites (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            scopes INTEGER NOT NULL,
            prefix TEXT NOT NULL,
            hash BLOB NOT NULL UNIQUE,
            known INTEGER NOT NULL,
            created_ms INTEGER NOT NULL
        );
        CREATE INDEX keys_of_site ON keys (site_id);
        CREATE TABLE goals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            site_id INTEGER NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
            display_name TEXT NOT NULL,
            event_name TEXT,
            page_path TEXT,
            currency TEXT,
            custom_props TEXT NOT NULL
        );
        CREATE INDEX goals_of_site ON goals (site_id);
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            site_id INTEGER NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            name TEXT NOT NULL,
            json TEXT NOT NULL,
            changed_ms INTEGER NOT NULL,
            UNIQUE (site_id, kind, name)
        );
        CREATE TABLE secrets (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL
        );
        """,
    ];
}
