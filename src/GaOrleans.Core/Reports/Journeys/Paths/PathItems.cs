using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>The items of paths as numbers: pages even, events odd. Safe for concurrent use.</summary>
internal sealed class PathItems(ViewScan[] views, DimensionValues pages, DimensionValues names)
{
    /// <summary>The item that a row is.</summary>
    public int Of(int view, int row)
    {
        ViewScan scan = views[view];
        bool isPage = (scan.Flags[row] & RowFlags.Pageview) != RowFlags.None;
        return isPage ? pages.IdOf(scan.Columns[(int)Column.Page][row]) * 2 : (names.IdOf(scan.Columns[(int)Column.Name][row]) * 2) + 1;
    }

    /// <summary>What an item is.</summary>
    public static PathNodeKind KindOf(int item) => item % 2 == 0 ? PathNodeKind.Page : PathNodeKind.Event;

    /// <summary>What an item is called.</summary>
    public string NameOf(int item) => (item % 2 == 0 ? pages : names).TextOf(item / 2);
}
