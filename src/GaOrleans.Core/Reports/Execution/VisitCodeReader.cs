using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Reads the codes of visits that a plan needs.</summary>
/// <param name="columns">Columns that are read.</param>
/// <param name="needsPages">Whether the first and last page view matter.</param>
/// <param name="views">The views.</param>
internal sealed class VisitCodeReader(ColumnSet columns, bool needsPages, ViewScan[] views)
{
    /// <summary>Reads the codes of a visit into the cursor.</summary>
    public void Read(ReadOnlySpan<VisitPart> parts, Cursor to)
    {
        ViewScan first = views[parts[0].View];
        int row = parts[0].StartRow;
        int[] codes = to.VisitCodes;
        codes[(int)VisitCode.Client] = CodeOf(first, Column.Client, row);
        codes[(int)VisitCode.Origin] = CodeOf(first, Column.Origin, row);
        if (!needsPages) return;
        (ViewScan? entry, int entryRow) = FirstPageview(parts);
        (ViewScan? exit, int exitRow) = LastPageview(parts);
        codes[(int)VisitCode.EntryPage] = CodeOf(entry, Column.Page, entryRow);
        codes[(int)VisitCode.EntryHostname] = CodeOf(entry, Column.Hostname, entryRow);
        codes[(int)VisitCode.ExitPage] = CodeOf(exit, Column.Page, exitRow);
        codes[(int)VisitCode.ExitHostname] = CodeOf(exit, Column.Hostname, exitRow);
    }

    private int CodeOf(ViewScan? view, Column column, int row) =>
        view is not null && columns.Has(column) ? view.Columns[(int)column][row] : -1;

    private (ViewScan? View, int Row) FirstPageview(ReadOnlySpan<VisitPart> parts)
    {
        foreach (ref readonly VisitPart part in parts)
        {
            if (part.Pageviews == 0) continue;
            ViewScan view = views[part.View];
            int row = part.StartRow;
            while ((view.Flags[row] & RowFlags.Pageview) == RowFlags.None) row++;
            return (view, row);
        }

        return (null, 0);
    }

    private (ViewScan? View, int Row) LastPageview(ReadOnlySpan<VisitPart> parts)
    {
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].Pageviews == 0) continue;
            ViewScan view = views[parts[i].View];
            int row = parts[i].EndRow - 1;
            while ((view.Flags[row] & RowFlags.Pageview) == RowFlags.None) row--;
            return (view, row);
        }

        return (null, 0);
    }
}
