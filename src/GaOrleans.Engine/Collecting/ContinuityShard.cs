using GaOrleans.Core.Visits;

namespace GaOrleans.Engine.Collecting;

/// <summary>The part of <see cref="VisitorContinuity"/> that one lock guards.</summary>
/// <param name="capacity">Visitors remembered at most.</param>
/// <param name="total">Counts the visitors of all parts.</param>
internal sealed class ContinuityShard(int capacity, ContinuityCount total)
{
    // A visit is over half an hour after its last hit; hits may come that much late.
    private const long ForgetAfterMs = 2 * VisitRules.IdleTimeoutMs;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Activity> _byOwnId = [];
    private long _nextSweepMs = long.MinValue;
    private int _counted;

    /// <summary>Continues the visit of a visitor who is remembered and was active within the time a visit may pause.</summary>
    /// <param name="ownId">The visitor's id of the day before the hit.</param>
    /// <param name="timeMs">When the hit happened.</param>
    /// <param name="receivedMs">When it was received.</param>
    /// <param name="id">The id that the visit has.</param>
    /// <returns>Whether the visit goes on.</returns>
    public bool TryContinue(ulong ownId, long timeMs, long receivedMs, out ulong id)
    {
        id = 0;
        lock (_lock)
        {
            Sweep(receivedMs);
            if (!_byOwnId.TryGetValue(ownId, out Activity activity) || timeMs - activity.LastMs > VisitRules.IdleTimeoutMs) return false;
            id = activity.Id;
            _byOwnId[ownId] = new Activity(id, Math.Max(activity.LastMs, timeMs), Math.Max(activity.ReceivedMs, receivedMs));
            return true;
        }
    }

    /// <summary>Remembers that a visitor was active under an id. When full, only known visitors are.</summary>
    public void Remember(ulong ownId, ulong id, long timeMs, long receivedMs)
    {
        lock (_lock)
        {
            Sweep(receivedMs);
            bool known = _byOwnId.TryGetValue(ownId, out Activity activity);
            if (!known && _byOwnId.Count >= capacity) return;
            _byOwnId[ownId] = known
                ? new Activity(id, Math.Max(activity.LastMs, timeMs), Math.Max(activity.ReceivedMs, receivedMs))
                : new Activity(id, timeMs, receivedMs);
            Publish();
        }
    }

    private void Sweep(long receivedMs)
    {
        if (receivedMs < _nextSweepMs) return;
        _nextSweepMs = receivedMs + (ForgetAfterMs / 4);
        foreach ((ulong ownId, Activity activity) in _byOwnId)
        {
            if (receivedMs - activity.ReceivedMs > ForgetAfterMs) _byOwnId.Remove(ownId);
        }

        Publish();
        if (_counted == 0) _byOwnId.TrimExcess();
    }

    private void Publish()
    {
        if (_counted != _byOwnId.Count) total.Add(_byOwnId.Count - _counted);
        _counted = _byOwnId.Count;
    }

    private readonly record struct Activity(ulong Id, long LastMs, long ReceivedMs);
}
