using System.Runtime.ExceptionServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Makes what a plan needs of views that were just loaded, several views at a time: columns are decoded and rows cut into segments at first use.</summary>
internal static class ViewPreparation
{
    // Decoding a bucket of a few rows is cheaper than handing it to another thread.
    private const int ParallelRows = 16 * 1024;

    /// <summary>Prepares the views that are not ready.</summary>
    /// <param name="views">The views.</param>
    /// <param name="columns">Columns that will be read.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <exception cref="InvalidDataException">A stored column is malformed.</exception>
    public static void Prepare(IReadOnlyList<BucketView> views, ColumnSet columns, int parallelism)
    {
        var raw = new List<BucketView>();
        long rows = 0;
        for (int i = 0; i < views.Count; i++)
        {
            if (IsReady(views[i], columns)) continue;
            raw.Add(views[i]);
            rows += views[i].RowCount;
        }

        if (raw.Count < 2 || rows < ParallelRows || parallelism < 2) return;
        try
        {
            Parallel.ForEach(raw, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, view => Prepare(view, columns));
        }
        catch (AggregateException exception) when (exception.InnerExceptions.FirstOrDefault(inner => inner is InvalidDataException) is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private static bool IsReady(BucketView view, ColumnSet columns)
    {
        bool ready = view.HasSegments;
        for (Column column = Column.Name; column <= Column.Props && ready; column++) ready = !columns.Has(column) || view.IsDecoded(column);
        return ready;
    }

    private static void Prepare(BucketView view, ColumnSet columns)
    {
        _ = view.Segments;
        for (Column column = Column.Name; column <= Column.Props; column++)
        {
            if (columns.Has(column)) _ = view.Decoded(column);
        }
    }
}
