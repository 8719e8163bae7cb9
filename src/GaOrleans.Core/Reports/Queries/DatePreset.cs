namespace GaOrleans.Core.Reports.Queries;

/// <summary>Named date ranges whose meaning follows from the moment of asking.</summary>
public enum DatePreset
{
    /// <summary>Today.</summary>
    Day,

    /// <summary>The last 24 hours up to now.</summary>
    Last24Hours,

    /// <summary>The current month, up to today.</summary>
    Month,

    /// <summary>The current year, up to today.</summary>
    Year,

    /// <summary>From the day of the first hit to today.</summary>
    All,
}
