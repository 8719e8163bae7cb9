using System.Globalization;
using System.Text.Json;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Portal.Sharing;

/// <summary>Counts how often shared links are opened. A count that cannot be stored is lost: nobody is kept from a page for it.</summary>
public sealed class ShareCounts(IRecordStore records, TimeProvider time)
{
    private const int Tries = 4;

    /// <summary>Counts an opening.</summary>
    public async ValueTask AddAsync(SiteDocument link, CancellationToken ct)
    {
        try
        {
            for (int i = 0; i < Tries; i++)
            {
                StoredRecord? record = await records.FindAsync(SitePartitions.ShareCounts(link.SiteId), KeyOf(link), ct);
                var count = new ShareCount((Read(record)?.Opened ?? 0) + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
                if (await records.PutAsync(SitePartitions.ShareCounts(link.SiteId), KeyOf(link), JsonSerializer.Serialize(count), record?.Version ?? 0, ct) is not null) return;
            }
        }
        catch (IOException)
        {
            // The page matters more than its count.
            return;
        }
    }

    /// <summary>What was counted of a link; null for nothing.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async ValueTask<ShareCount?> FindAsync(SiteDocument link, CancellationToken ct) => Read(await records.FindAsync(SitePartitions.ShareCounts(link.SiteId), KeyOf(link), ct));

    /// <summary>Forgets what was counted of a link that is no more.</summary>
    public async ValueTask RemoveAsync(SiteDocument link, CancellationToken ct)
    {
        if (await records.FindAsync(SitePartitions.ShareCounts(link.SiteId), KeyOf(link), ct) is { } record) await records.DeleteAsync(SitePartitions.ShareCounts(link.SiteId), record.Key, record.Version, ct);
    }

    private static ShareCount? Read(StoredRecord? record)
    {
        try
        {
            return record is null ? null : JsonSerializer.Deserialize<ShareCount>(record.Json);
        }
        catch (JsonException)
        {
            // Counting starts anew.
            return null;
        }
    }

    private static string KeyOf(SiteDocument link) => link.Id.ToString("D19", CultureInfo.InvariantCulture);
}
