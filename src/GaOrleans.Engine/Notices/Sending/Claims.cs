using System.Globalization;
using System.Runtime.InteropServices;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>
/// Who may send what: partition <c>notices/{site}</c>, a record for each document with the due time that is worked on. Of several processes one replaces the record;
/// a claim whose owner was silent for ten minutes is taken over. So everything is sent at least once, and normally once.
/// </summary>
/// <param name="records">Where it is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class Claims(IRecordStore records, TimeProvider time)
{
    /// <summary>After how much silence a claim is taken over.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <summary>Asks for a due time of a document.</summary>
    public async ValueTask<Claimed> TryAsync(SiteDocument document, long dueMs, CancellationToken ct)
    {
        string partition = SitePartitions.Claims(document.SiteId), key = string.Create(CultureInfo.InvariantCulture, $"{(int)document.Kind}/{document.Id}");
        StoredRecord? record = await records.FindAsync(partition, key, ct);
        Progress? before = record is null ? null : RecordJson.Read<Progress>(partition, record);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (before is not null && (before.DueMs > dueMs || (before.DueMs == dueMs && before.State == ClaimState.Done))) return new Claimed(Claim: null, IsSettled: true);
        if (before is not null && !IsFree(before, dueMs, now)) return default;
        bool goesOn = before?.DueMs == dueMs;
        Progress next = goesOn
            ? before! with { State = ClaimState.Working, BeatMs = now, NotBeforeMs = 0, Attempts = before.Attempts + 1 }
            : new Progress(dueMs, ClaimState.Working, now, NotBeforeMs: 0, Attempts: 1, Tries: 0, [], before?.FiredMs ?? 0);
        if (await records.PutAsync(partition, key, RecordJson.Write(next), record?.Version ?? 0, ct) is not { } version) return default;
        (long, bool)? previous = before is null || goesOn ? null : (before.DueMs, before.State == ClaimState.Done);
        return new Claimed(new Claim(records, time, partition, key, next, version) { Previous = previous }, IsSettled: false);
    }

    private static bool IsFree(Progress before, long dueMs, long now) => before.State switch
    {
        ClaimState.Working => now - before.BeatMs >= Silence.TotalMilliseconds,
        ClaimState.Waiting => before.DueMs != dueMs || now >= before.NotBeforeMs,
        _ => true,
    };

    /// <summary>What came of asking.</summary>
    /// <param name="Claim">The claim; null when another has it, it waits, or nothing is left to do.</param>
    /// <param name="IsSettled">Whether nothing is left to do for this due time, so that there is no need to ask again.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Claimed(Claim? Claim, bool IsSettled);
}
