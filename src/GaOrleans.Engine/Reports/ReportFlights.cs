namespace GaOrleans.Engine.Reports;

/// <summary>The reports that are being computed, by query, so that many who ask the same cause one computation.</summary>
internal sealed class ReportFlights
{
    private readonly Dictionary<CacheKey, ReportFlight> _flights = [];
    private readonly Lock _lock = new();

    /// <summary>Joins the flight of a query or starts a new one.</summary>
    /// <param name="key">The query's key.</param>
    /// <param name="query">The query.</param>
    /// <param name="isOwn">Whether the flight is new and the caller has to run it.</param>
    public ReportFlight Join(in CacheKey key, ReadOnlySpan<byte> query, out bool isOwn)
    {
        lock (_lock)
        {
            isOwn = !_flights.TryGetValue(key, out ReportFlight? flight) || !query.SequenceEqual(flight.Query);
            if (!isOwn)
            {
                flight!.Waiting++;
                return flight;
            }

            var own = new ReportFlight(query.ToArray()) { Waiting = 1 };
            // A flight of other bytes under the same key goes on by itself; it is only not joined any more.
            _flights[key] = own;
            return own;
        }
    }

    /// <summary>Says that one of those who joined waits no longer.</summary>
    public void Leave(ReportFlight flight)
    {
        lock (_lock) flight.Waiting--;
    }

    /// <summary>Gives up a flight that nobody waits for; from then on nobody can join it.</summary>
    /// <returns>Whether it was given up.</returns>
    public bool TryGiveUp(in CacheKey key, ReportFlight flight)
    {
        lock (_lock)
        {
            if (flight.Waiting > 0) return false;
            if (_flights.TryGetValue(key, out ReportFlight? known) && ReferenceEquals(known, flight)) _flights.Remove(key);
            return true;
        }
    }

    /// <summary>Forgets a flight, so that nobody joins it any more.</summary>
    public void Remove(in CacheKey key, ReportFlight flight)
    {
        lock (_lock)
        {
            if (_flights.TryGetValue(key, out ReportFlight? known) && ReferenceEquals(known, flight)) _flights.Remove(key);
        }
    }
}
