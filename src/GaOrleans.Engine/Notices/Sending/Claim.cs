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

    /// <summary>Says that it is still being worked on.</summary>
    public ValueTask BeatAsync(CancellationToken ct) => WriteAsync(Progress, ct);

    /// <summary>Puts it off.</summary>
    public ValueTask WaitAsync(TimeSpan pause, CancellationToken ct) =>
        WriteAsync(Progress with { State = ClaimState.Waiting, NotBeforeMs = time.GetUtcNow().Add(pause).ToUnixTimeMilliseconds() }, ct);

    /// <summary>Nothing is left to do.</summary>
    public ValueTask DoneAsync(long quietUntilMs, CancellationToken ct) => WriteAsync(Progress with { State = ClaimState.Done, Reached = [], QuietUntilMs = quietUntilMs }, ct);

    private async ValueTask WriteAsync(Progress next, CancellationToken ct)
    {
        next = next with { BeatMs = time.GetUtcNow().ToUnixTimeMilliseconds() };
        _version = await records.PutAsync(partition, key, RecordJson.Write(next), _version, ct) ?? throw new ClaimLostException(key);
        Progress = next;
    }
}
