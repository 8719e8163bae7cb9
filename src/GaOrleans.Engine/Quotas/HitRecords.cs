using System.Globalization;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Quotas;

/// <summary>
/// The hits of merchants by month: the partition <c>merchant-hits/{block}</c> has for each month a record with the counts of 256 neighbouring merchants, so that
/// telling the hits of many merchants is few changes. Version history of the content: 1, the first.
/// </summary>
internal sealed class HitRecords(IRecordStore records)
{
    private const int BlockBits = 8;

    /// <summary>Which merchants are told together.</summary>
    public static int BlockOf(int merchantId) => merchantId >> BlockBits;

    /// <summary>The merchants that are told together.</summary>
    public static IEnumerable<int> MerchantsOf(int block) => Enumerable.Range(block << BlockBits, 1 << BlockBits);

    /// <summary>The counts of a block in a month, by merchant.</summary>
    public async ValueTask<IReadOnlyDictionary<int, long>> ReadAsync(int block, string month, CancellationToken ct) => (await FindAsync(block, month, ct)).Hits;

    /// <summary>Adds hits.</summary>
    /// <param name="block">Of which all the merchants are.</param>
    /// <param name="month">The month.</param>
    /// <param name="more">Hits by merchant.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The counts of the block.</returns>
    public async ValueTask<IReadOnlyDictionary<int, long>> AddAsync(int block, string month, IReadOnlyDictionary<int, long> more, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            (Dictionary<int, long> hits, long version) = await FindAsync(block, month, ct);
            foreach ((int merchant, long count) in more) hits[merchant] = hits.GetValueOrDefault(merchant) + count;
            // Other processes add at the same time; then it is added to what they made of it.
            if (await records.PutAsync(PartitionOf(block), month, RecordJson.Write(new Block(hits)), version, ct) is not null) return hits;
        }
    }

    private async ValueTask<(Dictionary<int, long> Hits, long Version)> FindAsync(int block, string month, CancellationToken ct)
    {
        string partition = PartitionOf(block);
        return await records.FindAsync(partition, month, ct) is { } record ? (RecordJson.Read<Block>(partition, record).Hits, record.Version) : ([], 0);
    }

    private static string PartitionOf(int block) => string.Create(CultureInfo.InvariantCulture, $"merchant-hits/{block}");

    private sealed record Block(Dictionary<int, long> Hits);
}
