namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Which segments of which views the rows of a <see cref="TableSlice"/> are, in the order of views and segments. Immutable.</summary>
/// <param name="Starts">For each view the number of its first link, and the number of links.</param>
/// <param name="First">For each view its first segment in the slice, when all segments of the slice are linked; else empty.</param>
/// <param name="Segments">For each link its segment, when not all are linked; else empty.</param>
/// <param name="Places">For each link the row that its segment begins at; or ~visit when it begins that visit; or <see cref="Nowhere"/>.</param>
internal sealed record SliceLinks(int[] Starts, int[] First, int[] Segments, int[] Places)
{
    /// <summary>The place of a segment that belongs to no visit.</summary>
    public const int Nowhere = int.MinValue;

    /// <summary>Memory that it takes, in bytes.</summary>
    public long SizeBytes => 150 + (4L * (Starts.Length + First.Length + Segments.Length + Places.Length));

    /// <summary>The segment of a link.</summary>
    public int SegmentOf(int view, int link) => First.Length > 0 ? First[view] + link - Starts[view] : Segments[link];
}
