namespace GaOrleans.Core.Visits;

/// <summary>
/// A part of a visitor's rows in one bucket without a pause that ends a visit. All its rows belong to one visit, except that engagement rows
/// before the first other row belong to none when no visit of the hour before reaches them.
/// </summary>
internal struct Segment
{
    /// <summary>The visitor.</summary>
    public ulong Visitor;

    /// <summary>Its first row; it ends where the next segment starts.</summary>
    public int StartRow;

    /// <summary>Time of its first row, milliseconds after the start of the hour.</summary>
    public int FirstMs;

    /// <summary>Time of its last row.</summary>
    public int LastMs;

    /// <summary>Rows that are page views.</summary>
    public int Pageviews;

    /// <summary>Rows that are no engagement events.</summary>
    public int Events;

    /// <summary>What else is to be known.</summary>
    public SegmentTraits Traits;
}
