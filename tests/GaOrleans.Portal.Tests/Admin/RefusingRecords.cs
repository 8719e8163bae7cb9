using GaOrleans.Engine.Records;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Portal.Tests.Admin;

/// <summary>Records in memory whose audit log can be out of reach.</summary>
internal sealed class RefusingRecords : IRecordStore
{
    private readonly InMemoryRecordStore _records = new();

    /// <summary>Whether nothing can be added to the audit log.</summary>
    public bool RefusesAudit { get; set; }

    /// <summary>Changes made, those of the audit log left out.</summary>
    public int Changes { get; private set; }

    public ValueTask<StoredRecord?> FindAsync(string partition, string key, CancellationToken ct) => _records.FindAsync(partition, key, ct);

    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string partition, string? after, int count, CancellationToken ct) => _records.ListAsync(partition, after, count, ct);

    public ValueTask<long?> PutAsync(string partition, string key, string json, long expected, CancellationToken ct)
    {
        if (!RecordRules.IsAppendOnly(partition)) Changes++;
        else if (RefusesAudit) throw new IOException("cannot store a record: the disk is full");
        return _records.PutAsync(partition, key, json, expected, ct);
    }

    public ValueTask<bool> DeleteAsync(string partition, string key, long expected, CancellationToken ct)
    {
        Changes++;
        return _records.DeleteAsync(partition, key, expected, ct);
    }
}
