namespace GaOrleans.Core.Buckets;

/// <summary>What few rows of a bucket have, made when the first row has some of it.</summary>
internal sealed class SparseColumns
{
    /// <summary>Revenue.</summary>
    public SparseColumn<SparseRevenue> Revenue;

    /// <summary>Engaged milliseconds.</summary>
    public SparseColumn<SparseValue> EngagementMs;

    /// <summary>Scroll depth.</summary>
    public SparseColumn<SparseValue> ScrollDepth;

    /// <summary>Memory held, in bytes.</summary>
    public long MemoryBytes => 64 + Revenue.MemoryBytes + EngagementMs.MemoryBytes + ScrollDepth.MemoryBytes;
}
