namespace GaOrleans.Core.Reports.Queries;

/// <summary>A date range as asked for, before the site's zone and the moment of asking turn it into instants.</summary>
public abstract record DateRangeSpec
{
    private DateRangeSpec()
    {
    }

    /// <summary>A named range.</summary>
    public sealed record Named(DatePreset Preset) : DateRangeSpec;

    /// <summary>The last <paramref name="Days"/> days, ending yesterday.</summary>
    public sealed record LastDays(int Days) : DateRangeSpec;

    /// <summary>The last <paramref name="Months"/> calendar months, ending with last month.</summary>
    public sealed record LastMonths(int Months) : DateRangeSpec;

    /// <summary>Whole days in the site's zone, both included.</summary>
    public sealed record Dates(DateOnly First, DateOnly Last) : DateRangeSpec;

    /// <summary>Instants in milliseconds since 1970 UTC; the second that <paramref name="LastMs"/> lies in is included.</summary>
    public sealed record Instants(long FirstMs, long LastMs) : DateRangeSpec;
}
