namespace GaOrleans.Core.Reports.Execution;

/// <summary>The rows of a visit in one view.</summary>
internal struct VisitPart
{
    /// <summary>Number of the view.</summary>
    public int View;

    /// <summary>First row.</summary>
    public int StartRow;

    /// <summary>Row after the last.</summary>
    public int EndRow;

    /// <summary>Number of its segment among those of the slice.</summary>
    public int Link;

    /// <summary>Rows that are page views.</summary>
    public int Pageviews;

    /// <summary>Rows that are no engagement events.</summary>
    public int Events;
}
