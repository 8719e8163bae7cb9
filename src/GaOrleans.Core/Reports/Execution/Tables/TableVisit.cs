using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>A visit of a <see cref="TableSlice"/>. Its rows end where the next visit's start.</summary>
internal struct TableVisit
{
    private const int InteractiveBit = int.MinValue;

    /// <summary>Time of its first hit, milliseconds since 1970 UTC.</summary>
    public long FirstMs;

    /// <summary>From first to last hit.</summary>
    public uint DurationMs;

    /// <summary>Its first row.</summary>
    public int StartRow;

    /// <summary>Rows that are no engagement events.</summary>
    public int Events;

    private int _pageviews;

    /// <summary>Makes the entry of a visit that is no longer than 49 days.</summary>
    public TableVisit(in Visit visit, int startRow, int events)
    {
        FirstMs = visit.FirstMs;
        DurationMs = (uint)(visit.LastMs - visit.FirstMs);
        StartRow = startRow;
        Events = events;
        _pageviews = visit.Pageviews | (visit.Interactive ? InteractiveBit : 0);
    }

    /// <summary>Time of its last hit.</summary>
    public readonly long LastMs => FirstMs + DurationMs;

    /// <summary>Rows that are page views.</summary>
    public readonly int Pageviews => _pageviews & ~InteractiveBit;

    /// <summary>Whether it has an interactive custom event.</summary>
    public readonly bool Interactive => _pageviews < 0;

    /// <summary>What the times of its rows count from: far after its start, so that a 32-bit number reaches 49 days.</summary>
    public readonly long BaseMs => FirstMs - int.MinValue;

    /// <summary>Counts the visit into the totals of a group.</summary>
    /// <param name="totals">The totals.</param>
    /// <param name="entered">Whether it entered with what the report asks for; if not, it is neither an entry nor a bounce.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddTo(ref GroupTotals totals, bool entered)
    {
        bool isBounce = Pageviews == 1 && !Interactive;
        totals.Visits++;
        totals.VisitPageviews += Pageviews;
        if (!isBounce) totals.DurationSeconds += DurationMs / 1000;
        if (!entered) return;
        totals.EntryVisits++;
        if (isBounce) totals.Bounces++;
    }
}
