namespace GaOrleans.Core.Buckets;

/// <summary>What few rows of a stored bucket have.</summary>
/// <param name="SilentRows">Rows whose hits are not interactive, ascending.</param>
/// <param name="Revenue">Revenue.</param>
/// <param name="EngagementMs">Engaged time.</param>
/// <param name="ScrollDepth">Scroll depth.</param>
internal sealed record RareValues(int[] SilentRows, SparseRevenue[] Revenue, SparseValue[] EngagementMs, SparseValue[] ScrollDepth)
{
    /// <summary>Nothing.</summary>
    public static RareValues None { get; } = new([], [], [], []);
}
