using System.Globalization;
using GaOrleans.Core.Sites;

namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>Periods in the zone of a site, as of a moment.</summary>
public sealed class PeriodCalendar
{
    private const int RealtimeMinutes = 30;

    private readonly DateTimeOffset _now;
    private readonly DateOnly? _firstHit;

    /// <summary>Makes a calendar.</summary>
    /// <param name="zone">The site's zone.</param>
    /// <param name="now">The moment.</param>
    /// <param name="firstHit">When the site had its first hit; null when it had none.</param>
    public PeriodCalendar(ZoneRules zone, DateTimeOffset now, DateTimeOffset? firstHit)
    {
        (Zone, _now) = (zone, now);
        Today = DateOf(now);
        _firstHit = firstHit is { } hit ? DateOf(hit) : null;
    }

    /// <summary>The site's zone.</summary>
    public ZoneRules Zone { get; }

    /// <summary>The site's day.</summary>
    public DateOnly Today { get; }

    /// <summary>What the site's clock shows.</summary>
    public DateTime LocalNow => LocalTimeOf(_now);

    /// <summary>The first day with hits; today when there was none.</summary>
    public DateOnly FirstDay => _firstHit is { } first && first < Today ? first : Today;

    /// <summary>The period of a view that names none: where there is hardly a past, today.</summary>
    public ViewPeriod Default => FirstDay > Today.AddDays(-3) ? ViewPeriod.Today : ViewPeriod.Last28Days;

    /// <summary>The local day of an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTimeOf(instant));

    /// <summary>What the site's clock showed at an instant.</summary>
    public DateTime LocalTimeOf(DateTimeOffset instant)
    {
        long seconds = instant.ToUnixTimeSeconds();
        return DateTime.UnixEpoch.AddSeconds(seconds + Zone.OffsetAt(seconds));
    }

    /// <summary>What a period covers now.</summary>
    public PeriodSpan SpanOf(ViewPeriod period)
    {
        DateOnly day = period.Date ?? Today;
        DateOnly month = new(day.Year, day.Month, 1);
        return period.Kind switch
        {
            PeriodKind.Realtime => Realtime(),
            PeriodKind.Day => Days(day, day),
            PeriodKind.Yesterday => Days(Today.AddDays(-1), Today.AddDays(-1)),
            PeriodKind.Last7Days => Named("7d", Today.AddDays(-7), Today.AddDays(-1)),
            PeriodKind.Last28Days => Named("28d", Today.AddDays(-28), Today.AddDays(-1)),
            PeriodKind.Last30Days => Named("30d", Today.AddDays(-30), Today.AddDays(-1)),
            PeriodKind.Last91Days => Named("91d", Today.AddDays(-91), Today.AddDays(-1)),
            PeriodKind.Month when month == MonthOf(Today) => Days(month, Today),
            PeriodKind.Month => Days(month, month.AddMonths(1).AddDays(-1)),
            PeriodKind.LastMonth => Days(MonthOf(Today).AddMonths(-1), MonthOf(Today).AddDays(-1)),
            PeriodKind.Year when day.Year == Today.Year => Days(new DateOnly(day.Year, 1, 1), Today),
            PeriodKind.Year => Days(new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
            PeriodKind.Last12Months => Named("12mo", MonthOf(Today).AddMonths(-12), MonthOf(Today).AddDays(-1)),
            PeriodKind.All => Named("all", FirstDay, Today),
            _ => Days(period.From ?? Today, period.To ?? Today),
        };
    }

    /// <summary>
    /// What today is compared with: the same part of the other day, so that the morning does not look bad beside a whole day. Null for other periods and
    /// comparisons, which the engine resolves.
    /// </summary>
    /// <returns>The value of the comparison's <c>date_range</c>, as JSON.</returns>
    public string? SamePart(ViewPeriod period, ViewComparison comparison)
    {
        if (period is not { Kind: PeriodKind.Day, Date: null } || comparison.Kind is CompareKind.None or CompareKind.Custom) return null;
        DateOnly other = comparison switch
        {
            { Kind: CompareKind.Year, MatchDayOfWeek: true } => Today.AddDays(-364),
            { Kind: CompareKind.Year } => Today.AddYears(-1),
            { MatchDayOfWeek: true } => Today.AddDays(-7),
            _ => Today.AddDays(-1),
        };
        long from = StartOf(other);
        // Whole minutes, so that the question stays the same for one; and never beyond the other day, which the clock may have made shorter.
        long minutes = Math.Max(1, (_now.ToUnixTimeSeconds() - StartOf(Today)) / 60);
        long to = Math.Min(from + (minutes * 60), StartOf(other.AddDays(1))) - 1;
        return string.Create(CultureInfo.InvariantCulture, $"[\"{DateTimeOffset.FromUnixTimeSeconds(from):yyyy-MM-ddTHH:mm:ss}Z\",\"{DateTimeOffset.FromUnixTimeSeconds(to):yyyy-MM-ddTHH:mm:ss}Z\"]");
    }

    /// <summary>The period just before or after; null where there is none, or it would lie in the future.</summary>
    /// <param name="period">The period.</param>
    /// <param name="by">-1 for the one before, 1 for the one after.</param>
    public ViewPeriod? Move(ViewPeriod period, int by)
    {
        if (period.Kind is PeriodKind.Realtime or PeriodKind.All) return null;
        PeriodSpan span = SpanOf(period);
        DateOnly first = period.Kind switch
        {
            PeriodKind.Month or PeriodKind.LastMonth => MonthOf(span.First).AddMonths(by),
            PeriodKind.Year => new DateOnly(span.First.Year + by, 1, 1),
            PeriodKind.Last12Months => span.First.AddMonths(12 * by),
            _ => span.First.AddDays(span.Days * by),
        };
        if (first > Today || first.Year is < 1970 or > 2199) return null;
        return period.Kind switch
        {
            PeriodKind.Day or PeriodKind.Yesterday => new ViewPeriod(PeriodKind.Day, first == Today ? null : first),
            PeriodKind.Month or PeriodKind.LastMonth => new ViewPeriod(PeriodKind.Month, first == MonthOf(Today) ? null : first),
            PeriodKind.Year => new ViewPeriod(PeriodKind.Year, first.Year == Today.Year ? null : first),
            PeriodKind.Last12Months => ViewPeriod.Days(first, first.AddMonths(12).AddDays(-1)),
            _ => ViewPeriod.Days(first, first.AddDays(span.Days - 1)),
        };
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private long StartOf(DateOnly day) => Zone.FromLocal((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L);

    private PeriodSpan Named(string name, DateOnly first, DateOnly last) => new($"\"{name}\"", first, last, last >= Today);

    private PeriodSpan Days(DateOnly first, DateOnly last) => new($"[\"{Iso(first)}\",\"{Iso(last)}\"]", first, last, first <= Today && last >= Today);

    // Whole minutes, so that the question stays the same for one.
    private PeriodSpan Realtime()
    {
        long minute = _now.ToUnixTimeSeconds() / 60 * 60;
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(minute - ((RealtimeMinutes - 1) * 60)), to = DateTimeOffset.FromUnixTimeSeconds(minute + 59);
        string range = string.Create(CultureInfo.InvariantCulture, $"[\"{from:yyyy-MM-ddTHH:mm:ss}Z\",\"{to:yyyy-MM-ddTHH:mm:ss}Z\"]");
        return new PeriodSpan(range, DateOf(from), Today, IncludesNow: true, IsRealtime: true);
    }
}
