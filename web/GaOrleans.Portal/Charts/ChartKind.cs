namespace GaOrleans.Portal.Charts;

/// <summary>How a chart over time is drawn.</summary>
public enum ChartKind
{
    /// <summary>A line with the area under it.</summary>
    Area,

    /// <summary>Lines.</summary>
    Line,

    /// <summary>Bars, side by side.</summary>
    Bars,
}
