using GaOrleans.Engine.Records;

namespace GaOrleans.TestKit.Records;

/// <summary>Records that live as long as the object, for tests that do not concern their storage.</summary>
public sealed class InMemoryRecordStore : IRecordStore
{
    private readonly Dictionary<string, SortedDictionary<string, StoredRecord>> _partitions = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private readonly Comparer<string> _order = Comparer<string>.Create(RecordRules.Compare);
    private long _version;

    /// <summary>Called before each change with its partition and key, for tests that cut a change off (by throwing) or come in between.</summary>
    public Action<string, string>? Changing { get; set; }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> FindAsync(string partition, string key, CancellationToken ct)
    {
        RecordRules.CheckName(partition, key);
        ct.ThrowIfCancellationRequested();
        lock (_changing) return new(_partitions.GetValueOrDefault(partition)?.GetValueOrDefault(key));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string partition, string? after, int count, CancellationToken ct)
    {
        RecordRules.CheckList(partition, after, count);
        ct.ThrowIfCancellationRequested();
        lock (_changing)
        {
            return new(_partitions.TryGetValue(partition, out SortedDictionary<string, StoredRecord>? records)
                ? [.. records.Values.Where(record => RecordRules.Compare(record.Key, after ?? "") > 0).Take(count)]
                : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> PutAsync(string partition, string key, string json, long expected, CancellationToken ct)
    {
        RecordRules.CheckPut(partition, key, json, expected);
        ct.ThrowIfCancellationRequested();
        Changing?.Invoke(partition, key);
        lock (_changing)
        {
            if (!_partitions.TryGetValue(partition, out SortedDictionary<string, StoredRecord>? records)) _partitions[partition] = records = new(_order);
            if ((records.GetValueOrDefault(key)?.Version ?? 0) != expected) return new((long?)null);
            records[key] = new StoredRecord(key, ++_version, json);
            return new(_version);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string partition, string key, long expected, CancellationToken ct)
    {
        RecordRules.CheckDelete(partition, key);
        ct.ThrowIfCancellationRequested();
        Changing?.Invoke(partition, key);
        lock (_changing)
        {
            return new(_partitions.GetValueOrDefault(partition) is { } records && records.GetValueOrDefault(key)?.Version == expected && records.Remove(key));
        }
    }
}
