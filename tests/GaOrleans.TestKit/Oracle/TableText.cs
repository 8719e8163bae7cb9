using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Tables as text, in one order, for comparing them.</summary>
public static class TableText
{
    /// <summary>A line a group.</summary>
    public static string Of(ReportTable table) => string.Join('\n', table.Groups.Select(LineOf).Order(StringComparer.Ordinal));

    /// <summary>A filter as the query language writes it, roughly.</summary>
    public static string Of(Filter? filter) => filter switch
    {
        null => "nothing",
        Filter.And and => $"and({string.Join(", ", and.Children.Select(Of))})",
        Filter.Or or => $"or({string.Join(", ", or.Children.Select(Of))})",
        Filter.Not not => $"not({Of(not.Child)})",
        Filter.HasDone done => $"{(done.Negated ? "has_not_done" : "has_done")}({Of(done.Child)})",
        Filter.Match match => $"{match.Operator} {match.Dimension.Kind} {match.Dimension.Property} [{string.Join(", ", match.Values)}] {(match.CaseSensitive ? "" : "any case")}",
        _ => filter.ToString(),
    };

    private static string LineOf(ReportGroup group)
    {
        GroupTotals t = group.Totals;
        return $"{string.Join(" | ", group.Values)} [{group.TimeLabel}] visitors {t.Visitors} visits {t.Visits} bounces {t.Bounces} of {t.EntryVisits} seconds {t.DurationSeconds} "
            + $"views {t.VisitPageviews} events {t.Events} pageviews {t.Pageviews} revenue {t.RevenueMilli} in {t.RevenueEvents} "
            + $"scroll {t.ScrollDepthSum} in {t.ScrollPairs} engaged {t.EngagementMs} in {t.EngagementPairs}";
    }
}
