using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A segment of a slice, copied next to the others of the slice so that following a visitor's segments stays within the processor's cache.</summary>
internal struct LinkedSegment
{
    /// <summary>The segment.</summary>
    public Segment Segment;

    /// <summary>Number of its view.</summary>
    public int View;

    /// <summary>Row after its last.</summary>
    public int EndRow;

    /// <summary>The same visitor's next segment, or -1.</summary>
    public int Next;
}
