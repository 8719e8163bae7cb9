using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;

namespace GaOrleans.Core.Visits;

/// <summary>
/// Decides how far beyond a report's range views have to be read, so that every visit active in the range is whole.
/// A caller reads the hours of the range, then one hour more before (or after) as long as the answer is yes.
/// Any hit is taken to keep a visit going, so the answer may be yes without need, never no.
/// </summary>
public static class VisitBoundary
{
    private const long HourMs = 3_600_000;

    /// <summary>Whether a visit active in the range may have begun before the views.</summary>
    /// <param name="views">What has been read, ordered by hour, then shard.</param>
    /// <param name="loaded">The span of the hours that have been read, whether or not they have buckets.</param>
    /// <param name="range">The report's range.</param>
    public static bool MayReachBefore(IReadOnlyList<BucketView> views, TimeRange loaded, TimeRange range)
    {
        long before = loaded.FromMs - 1;
        for (int v = 0; v < views.Count && StartOf(views[v]) - before <= VisitRules.IdleTimeoutMs; v++)
        {
            VisitSegments segments = views[v].Segments;
            for (int i = 0; i < segments.Count; i++)
            {
                ref readonly Segment segment = ref segments.Items[i];
                if (StartOf(views[v]) + segment.FirstMs - before <= VisitRules.IdleTimeoutMs && LeadsInto(range, views, segment.Visitor, before)) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a visit active in the range may go on after the views.</summary>
    /// <param name="views">What has been read, ordered by hour, then shard.</param>
    /// <param name="loaded">The span of the hours that have been read, whether or not they have buckets.</param>
    /// <param name="range">The report's range.</param>
    public static bool MayReachAfter(IReadOnlyList<BucketView> views, TimeRange loaded, TimeRange range)
    {
        long after = loaded.ToMs;
        for (int v = views.Count - 1; v >= 0 && after - StartOf(views[v]) <= VisitRules.IdleTimeoutMs + HourMs; v--)
        {
            VisitSegments segments = views[v].Segments;
            for (int i = 0; i < segments.Count; i++)
            {
                ref readonly Segment segment = ref segments.Items[i];
                if (after - (StartOf(views[v]) + segment.LastMs) <= VisitRules.IdleTimeoutMs && ComesFrom(range, views, segment.Visitor, after)) return true;
            }
        }

        return false;
    }

    // Whether a hit just before the views would be in one visit with a hit in the range or after it.
    private static bool LeadsInto(TimeRange range, IReadOnlyList<BucketView> views, ulong visitor, long before)
    {
        long last = before;
        for (int v = 0; v < views.Count; v = EndOfHour(views, v))
        {
            if (StartOf(views[v]) - last > VisitRules.IdleTimeoutMs) return false;
            foreach (TimeRange span in SpansOf(views, v, visitor).OrderBy(span => span.FromMs))
            {
                if (span.FromMs - last > VisitRules.IdleTimeoutMs) return false;
                last = Math.Max(last, span.ToMs);
                if (last >= range.FromMs) return true;
            }
        }

        return false;
    }

    // Whether a hit just after the views would be in one visit with a hit in the range or before it.
    private static bool ComesFrom(TimeRange range, IReadOnlyList<BucketView> views, ulong visitor, long after)
    {
        long first = after;
        for (int end = views.Count; end > 0;)
        {
            int v = end - 1;
            while (v > 0 && views[v - 1].Key.Hour == views[v].Key.Hour) v--;
            foreach (TimeRange span in SpansOf(views, v, visitor).OrderByDescending(span => span.ToMs))
            {
                if (first - span.ToMs > VisitRules.IdleTimeoutMs) return false;
                first = Math.Min(first, span.FromMs);
                if (first < range.ToMs) return true;
            }

            if (first - StartOf(views[v]) > VisitRules.IdleTimeoutMs) return false;
            end = v;
        }

        return false;
    }

    // First and last hit of each of the visitor's segments in the hour of a view.
    private static List<TimeRange> SpansOf(IReadOnlyList<BucketView> views, int first, ulong visitor)
    {
        var spans = new List<TimeRange>();
        int end = EndOfHour(views, first);
        for (int v = first; v < end; v++)
        {
            VisitSegments segments = views[v].Segments;
            for (int i = segments.FirstOf(visitor); i < segments.Count && segments.Items[i].Visitor == visitor; i++)
                spans.Add(new TimeRange(StartOf(views[v]) + segments.Items[i].FirstMs, StartOf(views[v]) + segments.Items[i].LastMs));
        }

        return spans;
    }

    private static int EndOfHour(IReadOnlyList<BucketView> views, int first)
    {
        int end = first + 1;
        while (end < views.Count && views[end].Key.Hour == views[first].Key.Hour) end++;
        return end;
    }

    private static long StartOf(BucketView view) => view.Key.Hour * 1000;
}
