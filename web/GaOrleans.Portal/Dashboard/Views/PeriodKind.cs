namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>What a period means. All days are days of the site's zone; as in the API, "last N days" end yesterday.</summary>
public enum PeriodKind
{
    /// <summary>The last 30 minutes, the running one included.</summary>
    Realtime,

    /// <summary>Today, or the day of <see cref="ViewPeriod.Date"/>.</summary>
    Day,

    /// <summary>Yesterday.</summary>
    Yesterday,

    /// <summary>The last 7 days.</summary>
    Last7Days,

    /// <summary>The last 28 days.</summary>
    Last28Days,

    /// <summary>The last 30 days.</summary>
    Last30Days,

    /// <summary>The last 91 days.</summary>
    Last91Days,

    /// <summary>This month up to today, or the whole month of <see cref="ViewPeriod.Date"/>.</summary>
    Month,

    /// <summary>The month before this one.</summary>
    LastMonth,

    /// <summary>This year up to today, or the whole year of <see cref="ViewPeriod.Date"/>.</summary>
    Year,

    /// <summary>The last 12 months, ending with last month.</summary>
    Last12Months,

    /// <summary>From the first hit to today.</summary>
    All,

    /// <summary>From <see cref="ViewPeriod.From"/> to <see cref="ViewPeriod.To"/>.</summary>
    Custom,
}
