using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>The right to send a notice. Each step is written down before the next, under the version that was claimed: who lost the claim learns it then.</summary>
internal sealed class Claim(IRecordStore records, TimeProvider time, string partition, string key, Progress progress, long version)
{
    private long _version = version;

    /// <summary>How far it is.</summary>
    public Progress Progress { get; private set; } = progress;

    /// <summary>Where the one before ended: its due time, and whether it was done. Null when there was none, or work on this one goes on.</summary>
    public (long DueMs, bool IsDone)? Previous { get; init; }

    /// <summary>Whether this is the first work on it.</summary>
    public bool IsNew => Progress.Attempts == 1;

    /// <summary>A recipient was sent it.</summary>
    public ValueTask ReachedAsync(string target, CancellationToken ct) => WriteAsync(Progress with { Reached = [.. Progress.Reached, target] }, ct);

    /// <summary>It is ready, and delivering it begins.</summary>
    public ValueTask DeliverAsync(CancellationToken ct) => WriteAsync(Progress with { Tries = Progress.Tries + 1 }, ct);

    /// <summary>Puts it off.</summary>
    public ValueTask WaitAsync(TimeSpan pause, CancellationToken ct) =>
        WriteAsync(Progress with { State = ClaimState.Waiting, NotBeforeMs = time.GetUtcNow().Add(pause).ToUnixTimeMilliseconds() }, ct);

    /// <summary>Nothing is left to do.</summary>
    /// <param name="firedMs">For an alert that was sent, the end of its period; else null.</param>
    /// <param name="ct">Gives up.</param>
    public ValueTask DoneAsync(long? firedMs, CancellationToken ct) => WriteAsync(Progress with { State = ClaimState.Done, Reached = [], FiredMs = firedMs ?? Progress.FiredMs }, ct);

    private async ValueTask WriteAsync(Progress next, CancellationToken ct)
    {
        next = next with { BeatMs = time.GetUtcNow().ToUnixTimeMilliseconds() };
        _version = await records.PutAsync(partition, key, RecordJson.Write(next), _version, ct) ?? throw new ClaimLostException(key);
        Progress = next;
    }
}
