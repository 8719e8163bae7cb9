namespace GaOrleans.Engine.Operations;

/// <summary>The last hour of a process by minutes, told from counts since its start. For one writer.</summary>
public sealed class HealthMinutes
{
    /// <summary>Minutes that are kept.</summary>
    public const int Kept = 60;

    private const long MinuteMs = 60_000;

    private readonly Queue<HealthMinute> _past = new(Kept);
    private HealthMinute? _atStart, _last;

    /// <summary>Takes the counts of a moment and tells the minutes up to it, oldest first. Minutes without a call are there with zeros.</summary>
    public IReadOnlyList<HealthMinute> Take(ProcessHealth now)
    {
        var total = new HealthMinute(now.AtMs - (now.AtMs % MinuteMs), now.Accepted, now.AllDropped, now.Refused, now.Failed, now.Reports);
        // The counts of a process begin at zero, so the first minute holds whatever was before the first call.
        _atStart ??= new HealthMinute(total.StartMs, 0, 0, 0, 0, 0);
        while (total.StartMs > _atStart.StartMs)
        {
            if (total.StartMs - _atStart.StartMs > Kept * MinuteMs)
            {
                // Nobody looked for an hour, or the clock jumped.
                _past.Clear();
                _atStart = total;
                break;
            }

            // What came since the last call belongs to the minute at hand, as calls are seconds apart.
            HealthMinute end = _last ?? total;
            Keep(Between(_atStart, end));
            _atStart = end with { StartMs = _atStart.StartMs + MinuteMs };
        }

        _last = total;

        return [.. _past, Between(_atStart, total)];
    }

    private void Keep(HealthMinute minute)
    {
        if (_past.Count == Kept - 1) _past.Dequeue();
        _past.Enqueue(minute);
    }

    private static HealthMinute Between(HealthMinute from, HealthMinute to) =>
        new(from.StartMs, to.Accepted - from.Accepted, to.Dropped - from.Dropped, to.Refused - from.Refused, to.Failed - from.Failed, to.Reports - from.Reports);
}
