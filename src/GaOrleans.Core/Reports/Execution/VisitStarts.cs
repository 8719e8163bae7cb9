using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// With which client or origin the visits of segments begin, for views of whole hours that follow each other: a visit that crosses hours has those of its first event.
/// </summary>
internal static class VisitStarts
{
    /// <summary>Finds out for all views.</summary>
    /// <param name="views">The views.</param>
    /// <param name="column">The client or origin column.</param>
    /// <returns>For each view and segment the code; -1 where the visit has no event yet.</returns>
    public static int[][] Of(ViewScan[] views, Column column)
    {
        var starts = new int[views.Length][];
        for (int v = 0; v < views.Length; v++)
        {
            int[] first = views[v].FirstCodes(column);
            long gapMs = v == 0 ? long.MaxValue : views[v].BaseMs - views[v - 1].BaseMs;
            starts[v] = gapMs > BucketView.HourMs + VisitRules.IdleTimeoutMs ? first : views[v].Segments.StartCodes(column, first, views[v - 1].Segments, starts[v - 1], gapMs);
        }

        return starts;
    }
}
