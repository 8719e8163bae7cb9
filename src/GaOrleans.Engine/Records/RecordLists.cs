using System.Runtime.CompilerServices;

namespace GaOrleans.Engine.Records;

/// <summary>Goes through whole partitions.</summary>
internal static class RecordLists
{
    private const int PageSize = 200;

    /// <summary>All records behind a key, page by page: what changes meanwhile is seen or not.</summary>
    public static async IAsyncEnumerable<StoredRecord> AllAsync(this IRecordStore records, string partition, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            IReadOnlyList<StoredRecord> page = await records.ListAsync(partition, after, PageSize, ct);
            foreach (StoredRecord record in page) yield return record;
            if (page.Count < PageSize) yield break;
            after = page[^1].Key;
        }
    }
}
