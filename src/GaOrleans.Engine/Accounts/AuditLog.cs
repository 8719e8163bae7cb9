using System.Globalization;
using System.Security.Cryptography;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// What staff and members did, for ever: partition <c>audit/{UTC day}</c>, a record for each entry under a key that puts the newest first; and the
/// partition <c>audit/days</c> with a record for each of those days, the newest first. A day is noted before its first entry. An entry that concerns
/// a merchant is in the partition <c>audit/merchants/{number}</c> too, under the same key. The store refuses to change or delete any of them.
/// </summary>
/// <param name="records">Where it is kept.</param>
/// <param name="time">The clock for entries.</param>
public sealed class AuditLog(IRecordStore records, TimeProvider time)
{
    /// <summary>The longest detail that is kept, in characters; what is longer is cut and ends in an ellipsis.</summary>
    public const int LongestDetail = 8000;

    /// <summary>How many entries one call looks through at most.</summary>
    public const int MostScanned = 5000;

    private const string Days = "audit/days", DayFormat = "yyyy-MM-dd";
    private const int PageSize = 200, TailBytes = 4, LastDay = 99_999_999;

    private string _notedDay = "";

    /// <summary>Adds an entry. The time is that of the log's clock, whatever the entry says.</summary>
    /// <returns>The entry as kept.</returns>
    /// <exception cref="ArgumentException">Something in it is too long to be kept.</exception>
    public async ValueTask<AuditEntry> AppendAsync(AuditEntry entry, CancellationToken ct)
    {
        DateTimeOffset now = time.GetUtcNow();
        AuditEntry kept = entry with { TimeMs = now.ToUnixTimeMilliseconds(), Detail = entry.Detail?.Length > LongestDetail ? $"{entry.Detail.AsSpan(0, LongestDetail)}…" : entry.Detail };
        string day = now.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture);
        await NoteAsync(now.UtcDateTime, day, ct);
        string json = RecordJson.Write(kept);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            // Several in the same millisecond are told apart by chance.
            string key = string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - kept.TimeMs:D19}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TailBytes))}");
            if (await records.PutAsync(PartitionOf(day), key, json, 0, ct) is null) continue;
            if (kept.MerchantId is { } merchant) await records.PutAsync(PartitionOf(merchant), key, json, 0, ct);
            return kept;
        }
    }

    /// <summary>
    /// Does something that is written down before: if it cannot be written, the exception is the end of it. What is then not done after all is written
    /// as well, as <c>….failed</c>; so is what ends in an exception, which may have been done in part.
    /// </summary>
    /// <param name="entry">What is about to be done.</param>
    /// <param name="change">Does it; false when it is not done.</param>
    /// <param name="ct">Gives up writing.</param>
    /// <returns>Whether it is done.</returns>
    public async ValueTask<bool> DoAsync(AuditEntry entry, Func<ValueTask<bool>> change, CancellationToken ct)
    {
        await AppendAsync(entry, ct);
        AuditEntry failed = entry with { Action = entry.Action + ".failed" };
        bool done;
        try
        {
            done = await change();
        }
        catch
        {
            await TryAppendAsync(failed);
            throw;
        }

        if (!done) await AppendAsync(failed, ct);
        return done;
    }

    /// <summary>Reads the entries that concern a merchant, newest first.</summary>
    /// <param name="merchantId">The merchant.</param>
    /// <param name="before">The <see cref="AuditPage.Next"/> of the page before; null for the newest. What is no such text reads nothing.</param>
    /// <param name="count">How many at most, 1 to 999.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<AuditPage> ReadOfMerchantAsync(int merchantId, string? before, int count, CancellationToken ct)
    {
        if (before is not null && !IsKey(before)) return new AuditPage([], null);
        string partition = PartitionOf(merchantId);
        // One more tells whether there is a next page.
        IReadOnlyList<StoredRecord> found = await records.ListAsync(partition, before, count + 1, ct);
        IEnumerable<StoredRecord> page = found.Take(count);
        return new AuditPage([.. page.Select(record => RecordJson.Read<AuditEntry>(partition, record))], found.Count > count ? found[count - 1].Key : null);
    }

    /// <summary>Reads entries, newest first. One call looks through <see cref="MostScanned"/> at most, so that a filter that matches little answers soon; go on with the next page.</summary>
    /// <param name="before">The <see cref="AuditPage.Next"/> of the page before; null for the newest. What is no such text reads nothing.</param>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<AuditPage> ReadAsync(string? before, int count, AuditFilter? filter, CancellationToken ct)
    {
        RecordRules.CheckCount(count);
        if (!TryParse(before, out DateTime newest, out string? after)) return new AuditPage([], null);
        var found = new List<AuditEntry>();
        int scanned = 0;
        await foreach (StoredRecord noted in records.AllAsync(Days, newest == DateTime.MaxValue ? null : DayKey(newest.AddDays(1)), ct))
        {
            string day = DayOf(noted.Key).ToString(DayFormat, CultureInfo.InvariantCulture), partition = PartitionOf(day);
            await foreach (StoredRecord record in records.AllAsync(partition, after, ct))
            {
                AuditEntry entry = RecordJson.Read<AuditEntry>(partition, record);
                if (filter is null || filter.Matches(entry)) found.Add(entry);
                if (found.Count == count || ++scanned == MostScanned) return new AuditPage(found, $"{day}/{record.Key}");
            }

            after = null;
        }

        return new AuditPage(found, null);
    }

    // For when something else went wrong already, which is what the caller has to hear of. That nobody waits any more is no reason to write nothing.
    private async ValueTask TryAppendAsync(AuditEntry entry)
    {
        try
        {
            await AppendAsync(entry, CancellationToken.None);
        }
        catch (IOException)
        {
            // The storage is away: the entry before stands alone.
        }
    }

    private async ValueTask NoteAsync(DateTime now, string day, CancellationToken ct)
    {
        if (Volatile.Read(ref _notedDay) == day) return;
        string key = DayKey(now);
        // Another may note it at the same time: then it is noted.
        if (await records.FindAsync(Days, key, ct) is null) await records.PutAsync(Days, key, "{}", 0, ct);
        Volatile.Write(ref _notedDay, day);
    }

    private static bool TryParse(string? before, out DateTime day, out string? after)
    {
        (day, after) = (DateTime.MaxValue, null);
        if (before is null) return true;
        int slash = before.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !DateTime.TryParseExact(before.AsSpan(0, slash), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return false;
        after = before[(slash + 1)..];
        return IsKey(after) && day < DateTime.MaxValue.Date;
    }

    private static bool IsKey(string text) => text.Length is > 0 and < 64 && text.All(c => char.IsAsciiHexDigitLower(c) || c == '-');

    private static string DayKey(DateTime day) => (LastDay - ((day.Year * 10_000) + (day.Month * 100) + day.Day)).ToString("D8", CultureInfo.InvariantCulture);

    private static DateTime DayOf(string key)
    {
        int number = LastDay - int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
        return new DateTime(number / 10_000, number / 100 % 100, number % 100, 0, 0, 0, DateTimeKind.Utc);
    }

    private static string PartitionOf(string day) => $"audit/{day}";

    private static string PartitionOf(int merchantId) => string.Create(CultureInfo.InvariantCulture, $"audit/merchants/{merchantId}");
}
