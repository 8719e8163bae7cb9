namespace GaOrleans.Portal.Look;

/// <summary>How a number is written.</summary>
public enum NumberFormat
{
    /// <summary>In full, with separators: 12,345.</summary>
    Count,

    /// <summary>Shortened from ten thousand on: 12.3k.</summary>
    Short,

    /// <summary>Of a hundred: 45 %.</summary>
    Percent,

    /// <summary>Seconds as a time: 1m 05s.</summary>
    Duration,

    /// <summary>With two decimals: 1.37.</summary>
    Decimal,

    /// <summary>An amount of money, with its currency.</summary>
    Money,
}
