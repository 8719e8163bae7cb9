namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>The step of the main chart.</summary>
public enum ChartInterval
{
    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks from Monday.</summary>
    Week,

    /// <summary>Months.</summary>
    Month,
}
