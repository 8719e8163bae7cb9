namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>How numbers of a metric are written.</summary>
public enum MetricFormat
{
    /// <summary>A count.</summary>
    Count,

    /// <summary>A number with decimals.</summary>
    Decimal,

    /// <summary>A share in percent.</summary>
    Percent,

    /// <summary>Seconds.</summary>
    Duration,

    /// <summary>An amount of money.</summary>
    Money,
}
