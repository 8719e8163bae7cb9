using System.Globalization;

namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>Periods and comparisons in words.</summary>
public static class PeriodText
{
    /// <summary>The presets of the choice, in groups.</summary>
    public static IReadOnlyList<IReadOnlyList<PeriodKind>> Presets { get; } =
    [
        [PeriodKind.Realtime, PeriodKind.Day, PeriodKind.Yesterday],
        [PeriodKind.Last7Days, PeriodKind.Last28Days, PeriodKind.Last30Days, PeriodKind.Last91Days],
        [PeriodKind.Month, PeriodKind.LastMonth, PeriodKind.Year, PeriodKind.Last12Months, PeriodKind.All],
    ];

    /// <summary>The name of a kind.</summary>
    public static string Of(PeriodKind kind) => kind switch
    {
        PeriodKind.Realtime => "Last 30 minutes",
        PeriodKind.Day => "Today",
        PeriodKind.Yesterday => "Yesterday",
        PeriodKind.Last7Days => "Last 7 days",
        PeriodKind.Last28Days => "Last 28 days",
        PeriodKind.Last30Days => "Last 30 days",
        PeriodKind.Last91Days => "Last 91 days",
        PeriodKind.Month => "This month",
        PeriodKind.LastMonth => "Last month",
        PeriodKind.Year => "This year",
        PeriodKind.Last12Months => "Last 12 months",
        PeriodKind.All => "All time",
        _ => "Custom range",
    };

    /// <summary>The key that chooses a kind; null for none.</summary>
    public static string? KeyOf(PeriodKind kind) => kind switch
    {
        PeriodKind.Realtime => "R",
        PeriodKind.Day => "D",
        PeriodKind.Yesterday => "E",
        PeriodKind.Last7Days => "W",
        PeriodKind.Last28Days => "T",
        PeriodKind.Month => "M",
        PeriodKind.Year => "Y",
        PeriodKind.All => "A",
        _ => null,
    };

    /// <summary>A period.</summary>
    public static string Of(ViewPeriod period) => period switch
    {
        { Kind: PeriodKind.Day, Date: { } day } => Long(day),
        { Kind: PeriodKind.Month, Date: { } day } => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        { Kind: PeriodKind.Year, Date: { } day } => day.ToString("yyyy", CultureInfo.InvariantCulture),
        { Kind: PeriodKind.Custom, From: { } from, To: { } to } => Range(from, to),
        _ => Of(period.Kind),
    };

    /// <summary>Days.</summary>
    public static string Range(DateOnly from, DateOnly to)
    {
        if (from == to) return Long(from);
        string first = from.ToString(from.Year == to.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
        return $"{first} – {to.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A comparison.</summary>
    public static string Of(ViewComparison comparison) => comparison switch
    {
        { Kind: CompareKind.None } => "No comparison",
        { Kind: CompareKind.Year } => "Year before",
        { Kind: CompareKind.Custom, From: { } from, To: { } to } => Range(from, to),
        _ => "Previous period",
    };

    private static string Long(DateOnly day) => day.ToString("ddd, d MMM yyyy", CultureInfo.InvariantCulture);
}
