namespace GaOrleans.Core.Reports;

/// <summary>A dimension of a query.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Property">The key of <see cref="DimensionKind.Property"/>; null for all others.</param>
public readonly record struct Dimension(DimensionKind Kind, string? Property = null)
{
    /// <summary>Whether it is a property of events; else it is one of visits or of time.</summary>
    public bool IsEvent => Kind <= DimensionKind.Property;

    /// <summary>Whether it is a time dimension.</summary>
    public bool IsTime => Kind is >= DimensionKind.Time and <= DimensionKind.TimeMonth;
}
