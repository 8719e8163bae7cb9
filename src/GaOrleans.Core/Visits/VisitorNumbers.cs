namespace GaOrleans.Core.Visits;

/// <summary>
/// Numbers the visitors of a site, so that reports tell them apart by an index instead of a search: each hour of views is searched once, not once a report.
/// Numbers are dense within a part of the visitor id space; a report counts part by part, each of which fits into a processor core's cache.
/// What it holds follows from the views, and views alone keep it in memory. Append-only; safe for concurrent use.
/// </summary>
internal sealed class VisitorNumbers
{
    /// <summary>Parts, by the highest bits of the id, as a power of two.</summary>
    public const int PartBits = 4;

    /// <summary>Memory that a visitor takes at most, in bytes: its id and its slots, each in arrays that double.</summary>
    public const int VisitorBytes = 28;

    /// <summary>Most runs that are numbered together, which bounds what a site's numbers take.</summary>
    public const int MostRuns = 8 * 1024 * 1024;

    private readonly NumberTable[] _parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new NumberTable())];

    /// <summary>Visitors numbered.</summary>
    public long Count => _parts.Sum(part => (long)part.Count);

    /// <summary>Visitors of a part that are numbered; their numbers are below.</summary>
    public int CountOf(int part) => _parts[part].Count;

    /// <summary>Finds the numbers of all visitors of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="segments">Whose visitors.</param>
    /// <param name="numbers">For each of them, where the numbers of its runs are written.</param>
    public void Number(int part, IReadOnlyList<VisitSegments> segments, IReadOnlyList<int[]> numbers)
    {
        NumberTable table = _parts[part];
        lock (table)
        {
            for (int i = 0; i < segments.Count; i++)
            {
                Range runs = segments[i].SliceRun(part, PartBits)..segments[i].SliceRun(part + 1, PartBits);
                table.Number(segments[i].RunVisitors.AsSpan(runs), numbers[i].AsSpan(runs));
            }
        }
    }
}
