using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Finds out what a visitor has done in the range, before its visits are counted. Belongs to one thread.</summary>
/// <param name="done">The conditions, children before what holds them.</param>
/// <param name="views">The views.</param>
/// <param name="bounds">How each lies to the range.</param>
/// <param name="visits">The visitor's visits.</param>
/// <param name="codes">Reads the codes of a visit; null when none matters.</param>
/// <param name="cursor">Where the answers go.</param>
internal sealed class DoneFinder(DoneCondition[] done, ViewScan[] views, ViewBounds[] bounds, VisitorVisits visits, VisitCodeReader? codes, Cursor cursor)
{
    /// <summary>Tries all conditions on the visitor whose visits were derived last.</summary>
    public void Find()
    {
        for (int i = 0; i < done.Length; i++)
        {
            cursor.Done[i] = false;
            for (int visit = 0; visit < visits.Count && !cursor.Done[i]; visit++)
            {
                ReadOnlySpan<VisitPart> parts = visits.PartsOf(visits[visit]);
                codes?.Read(parts, cursor);
                cursor.Done[i] = HasDone(done[i].Child, parts);
            }
        }
    }

    // The codes of the visit are under the cursor.
    private bool HasDone(Condition condition, ReadOnlySpan<VisitPart> parts)
    {
        foreach (ref readonly VisitPart part in parts)
        {
            ref readonly ViewBounds view = ref bounds[part.View];
            ViewScan scan = views[part.View];
            cursor.View = scan;
            for (int row = part.StartRow; row < part.EndRow; row++)
            {
                int ms = scan.TimesMs[row];
                if (ms < view.RangeFrom || ms >= view.RangeTo || (scan.Flags[row] & RowFlags.Engagement) != RowFlags.None) continue;
                cursor.Row = row;
                if (condition.Holds(cursor)) return true;
            }
        }

        return false;
    }
}
