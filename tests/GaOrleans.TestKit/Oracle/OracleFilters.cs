using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Whether filters hold, the slow and obvious way.</summary>
/// <param name="visits">The visits active in the range.</param>
/// <param name="range">The range, for what visitors have done in it.</param>
/// <param name="goals">The site's goals.</param>
public sealed class OracleFilters(IReadOnlyList<OracleVisit> visits, TimeRange range, IReadOnlyList<Goal> goals)
{
    /// <summary>Whether a filter holds for a visit, and an event of it where the filter is about events. None always holds.</summary>
    public bool Hold(Filter? filter, OracleVisit visit, Hit? hit) => filter switch
    {
        null => true,
        Filter.And and => and.Children.All(child => Hold(child, visit, hit)),
        Filter.Or or => or.Children.Any(child => Hold(child, visit, hit)),
        Filter.Not not => !Hold(not.Child, visit, hit),
        Filter.HasDone done => HasDone(done, visit.Visitor) != done.Negated,
        Filter.Match match => Matches(match, visit, hit),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "no filter of the oracle"),
    };

    private bool HasDone(Filter.HasDone done, ulong visitor) => visits.Where(visit => visit.Visitor == visitor)
        .Any(visit => visit.Hits.Any(hit => hit.TimeMs >= range.FromMs && hit.TimeMs < range.ToMs && hit.Name != "engagement" && Hold(done.Child, visit, hit)));

    private bool Matches(Filter.Match match, OracleVisit visit, Hit? hit)
    {
        bool negative = OracleMatching.IsNegative(match);
        if (match.Dimension.Kind == DimensionKind.Goal)
            return goals.Any(goal => OracleMatching.FitsAny(match, goal.DisplayName) && OracleTexts.Reaches(goal, hit!)) != negative;
        if (!match.Dimension.IsEvent) return OracleMatching.FitsAny(match, OracleTexts.OfVisit(match.Dimension.Kind, visit)) != negative;
        string? text = OracleTexts.OfEvent(match.Dimension, hit!);
        if (text is null && match.Operator is not (MatchOperator.Is or MatchOperator.IsNot)) return false;
        return OracleMatching.FitsAny(match, text ?? "(none)") != negative;
    }
}
