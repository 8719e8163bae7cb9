using System.Globalization;
using System.Security.Cryptography;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Notices.History;

/// <summary>
/// What was sent, kept for 90 days: partition <c>notices/log/{site}/{UTC month}</c>, a record for each line under a key that puts the newest first.
/// </summary>
/// <param name="records">Where it is kept.</param>
/// <param name="time">The clock.</param>
public sealed class NoticeLog(IRecordStore records, TimeProvider time)
{
    /// <summary>Days for which lines are kept.</summary>
    public const int KeptDays = 90;

    private const int TailBytes = 4;
    private const int MonthsForgotten = 6;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Adds a line; its time is that of the log's clock.</summary>
    public async ValueTask AppendAsync(int siteId, NoticeEntry entry, CancellationToken ct)
    {
        NoticeEntry kept = entry with { TimeMs = NowMs };
        string json = RecordJson.Write(kept), partition = SitePartitions.Sent(siteId, SitePartitions.MonthOf(kept.TimeMs));
        // Several in the same millisecond are told apart by chance.
        while (await records.PutAsync(partition, $"{KeyOf(kept.TimeMs)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TailBytes))}", json, 0, ct) is null) ct.ThrowIfCancellationRequested();
    }

    /// <summary>Reads lines, newest first.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="sinceMs">Only those at or after an instant; what is older than 90 days is gone.</param>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">They cannot be read.</exception>
    public async ValueTask<IReadOnlyList<NoticeEntry>> ReadAsync(int siteId, long sinceMs, int count, CancellationToken ct)
    {
        long since = Math.Max(sinceMs, OldestMs());
        var found = new List<NoticeEntry>();
        for (DateTime month = SitePartitions.MonthOf(NowMs); month >= SitePartitions.MonthOf(since) && found.Count < count; month = month.AddMonths(-1))
        {
            string partition = SitePartitions.Sent(siteId, month);
            foreach (StoredRecord record in await records.ListAsync(partition, after: null, count - found.Count, ct))
            {
                NoticeEntry entry = RecordJson.Read<NoticeEntry>(partition, record);
                if (entry.TimeMs < since) return found;
                found.Add(entry);
            }
        }

        return found;
    }

    /// <summary>Deletes lines that are older than 90 days.</summary>
    public async ValueTask ForgetAsync(int siteId, CancellationToken ct)
    {
        long oldest = OldestMs();
        DateTime month = SitePartitions.MonthOf(oldest);
        // Behind all lines of the last millisecond that is kept.
        string? after = KeyOf(oldest - 1);
        for (int i = 0; i < MonthsForgotten; i++, month = month.AddMonths(-1), after = null)
        {
            string partition = SitePartitions.Sent(siteId, month);
            await foreach (StoredRecord record in records.AllAsync(partition, after, ct)) await records.DeleteAsync(partition, record.Key, record.Version, ct);
        }
    }

    private long OldestMs() => time.GetUtcNow().AddDays(-KeptDays).ToUnixTimeMilliseconds();

    // The tail comes behind a hyphen, so a bare key stands before all lines of its millisecond.
    private static string KeyOf(long ms) => (long.MaxValue - ms).ToString("D19", CultureInfo.InvariantCulture);
}
