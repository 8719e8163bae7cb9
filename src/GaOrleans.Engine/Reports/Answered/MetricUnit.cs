namespace GaOrleans.Engine.Reports.Answered;

/// <summary>In what a metric is counted.</summary>
public enum MetricUnit
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>How many of something in each of something else.</summary>
    Ratio,

    /// <summary>Of a hundred.</summary>
    Percent,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Money; the currency stands with the number.</summary>
    Money,
}
