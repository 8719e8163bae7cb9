using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries;

/// <summary>Says which metrics and dimensions go with what a draft has already: the service's own check is asked, so both always agree.</summary>
public static class ChoiceRules
{
    /// <summary>Why a metric cannot be added; null when it can.</summary>
    public static string? WhyNotMetric(QueryDraft draft, string metric, QueryCheck check)
    {
        if (draft.Metrics.Contains(metric)) return null;
        return WhyNot(draft with { Metrics = [.. draft.Metrics, metric] }, draft, check);
    }

    /// <summary>Why a dimension cannot be added; null when it can.</summary>
    public static string? WhyNotDimension(QueryDraft draft, string dimension, QueryCheck check)
    {
        if (draft.Dimensions.Contains(dimension)) return null;
        return WhyNot(WithDimensions(draft, [.. draft.Dimensions, dimension]), draft, check);
    }

    /// <summary>The draft grouped by other dimensions. There is one of time at most: the last one chosen takes the place of the one before.</summary>
    public static QueryDraft WithDimensions(QueryDraft draft, IReadOnlyList<string> dimensions)
    {
        string? time = dimensions.LastOrDefault(QueryDraft.IsTime);
        int place = dimensions.ToList().FindIndex(QueryDraft.IsTime);
        return draft with { Dimensions = [.. dimensions.Select((name, at) => at == place ? time! : name).Where((name, at) => at == place || !QueryDraft.IsTime(name))] };
    }

    // What is wrong already is not the fault of what is added.
    private static string? WhyNot(QueryDraft after, QueryDraft before, QueryCheck check)
    {
        IReadOnlyList<QueryProblem> problems = check.Problems(DraftWriter.Write(after, indented: false));
        if (problems.Count == 0) return null;
        HashSet<QueryProblem> known = [.. check.Problems(DraftWriter.Write(before, indented: false))];
        return problems.FirstOrDefault(problem => !known.Contains(problem))?.Message;
    }
}
