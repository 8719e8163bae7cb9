using GaOrleans.Engine.Records;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Portal.Tests.Shell;

/// <summary>Records in memory that can be out of reach, as when the silo that has them has just died.</summary>
internal sealed class AwayRecords : IRecordStore
{
    private readonly InMemoryRecordStore _records = new();

    /// <summary>What reading and writing throws; null while they work.</summary>
    public Exception? Fault { get; set; }

    public ValueTask<StoredRecord?> FindAsync(string partition, string key, CancellationToken ct) => Here().FindAsync(partition, key, ct);

    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string partition, string? after, int count, CancellationToken ct) => Here().ListAsync(partition, after, count, ct);

    public ValueTask<long?> PutAsync(string partition, string key, string json, long expected, CancellationToken ct) => Here().PutAsync(partition, key, json, expected, ct);

    public ValueTask<bool> DeleteAsync(string partition, string key, long expected, CancellationToken ct) => Here().DeleteAsync(partition, key, expected, ct);

    private InMemoryRecordStore Here() => Fault is null ? _records : throw Fault;
}
