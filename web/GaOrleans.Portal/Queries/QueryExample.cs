using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries;

/// <summary>A query to begin with.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Draft">The query.</param>
/// <param name="Chart">How it is drawn.</param>
public sealed record QueryExample(string Title, QueryDraft Draft, AnswerChart Chart)
{
    /// <summary>Those that are offered.</summary>
    public static IReadOnlyList<QueryExample> All { get; } =
    [
        new("Visitors by day", QueryDraft.New, AnswerChart.Area),
        new("Best sources", new QueryDraft { Metrics = ["visitors", "bounce_rate", "visit_duration"], Dimensions = ["visit:source"], Limit = 20 }, AnswerChart.BarList),
        new("Countries", new QueryDraft { Metrics = ["visitors"], Dimensions = ["visit:country"] }, AnswerChart.Map),
        new("Devices by week", new QueryDraft { Metrics = ["visitors"], Dimensions = ["time:week", "visit:device"], Range = new DraftRange("91d") }, AnswerChart.Line),
        new("Pages and reading", new QueryDraft { Metrics = ["visitors", "pageviews", "time_on_page", "scroll_depth"], Dimensions = ["event:page"], Limit = 50 }, AnswerChart.Table),
    ];
}
