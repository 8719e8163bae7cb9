namespace GaOrleans.Engine.Reports.Batches;

/// <summary>
/// Queries that are asked together. Each decides first whether it has an answer, waits for a report that is being computed, or comes along;
/// when the last has decided, those that come along are computed together.
/// </summary>
/// <param name="queries">Number of queries.</param>
/// <param name="depart">Computes what comes along.</param>
internal sealed class ReportBatch(int queries, Action<IReadOnlyList<BatchedFlight>> depart)
{
    private readonly Lock _lock = new();
    private readonly List<BatchedFlight> _flights = [];
    private int _undecided = queries;

    /// <summary>Takes a query along, before it has <see cref="Decided"/>.</summary>
    /// <param name="number">Its place among the queries.</param>
    /// <param name="flight">Its flight.</param>
    /// <param name="key">Where its answer is kept.</param>
    public void Add(int number, ReportFlight flight, in CacheKey key)
    {
        lock (_lock) _flights.Add(new BatchedFlight(number, flight, key));
    }

    /// <summary>Says that a query has decided.</summary>
    public void Decided()
    {
        if (Interlocked.Decrement(ref _undecided) > 0) return;
        // Versions may have come in any order; the page fills in that of the queries.
        _flights.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        if (_flights.Count > 0) depart(_flights);
    }
}
