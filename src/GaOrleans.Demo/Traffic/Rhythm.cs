using NodaTime;

namespace GaOrleans.Demo.Traffic;

/// <summary>When people visit: little at night, most in the evening, by the clock of the site's zone.</summary>
internal sealed class Rhythm
{
    private static readonly double[] Hours =
    [
        0.35, 0.20, 0.12, 0.08, 0.08, 0.12, 0.25, 0.50, 0.80, 1.00, 1.10, 1.15,
        1.20, 1.15, 1.10, 1.10, 1.15, 1.25, 1.40, 1.60, 1.75, 1.65, 1.20, 0.70,
    ];

    private static readonly double Mean = Hours.Average();
    private readonly DateTimeZone _zone;
    private readonly double _weekend;

    /// <summary>The rhythm of a site.</summary>
    public Rhythm(DemoSite site)
    {
        _zone = DateTimeZoneProviders.Tzdb[site.Zone];
        _weekend = site.WeekendFactor;
    }

    /// <summary>How busy the site is at an instant, against the mean of a working day.</summary>
    public double At(DateTimeOffset instant)
    {
        var local = Instant.FromDateTimeOffset(instant).InZone(_zone);
        var weekend = local.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
        return Hours[local.Hour] / Mean * (weekend ? _weekend : 1);
    }
}
