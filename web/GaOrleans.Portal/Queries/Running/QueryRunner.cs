using System.Text;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries.Running;

/// <summary>Asks queries for pages. Who may see the site is the caller's question.</summary>
public sealed class QueryRunner(ReportService reports)
{
    private const int SuggestedValues = 30;
    private const int BadQuery = 400;

    /// <summary>Asks a query to show its answer: <see cref="RunQuery"/> says how it is changed for that.</summary>
    /// <param name="site">The site.</param>
    /// <param name="json">The query.</param>
    /// <param name="range">A range in place of its own, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<QueryResult> RunAsync(Site site, string json, DraftRange? range, CancellationToken ct)
    {
        ReportAnswer answer = await reports.AnswerAsync(site, Encoding.UTF8.GetBytes(RunQuery.Of(json, range)), ct);
        AnsweredTable? table = AnsweredTable.Read(answer, out string? error);
        string? words = error is null ? null : string.Join(' ', error.Split('\n').Select(line => QueryCheck.Placed(line).Message));
        return new QueryResult(table, words, table is null && answer.Status != BadQuery);
    }

    /// <summary>Values of a dimension that occur in the data, most visitors first.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dimension">Name of the dimension.</param>
    /// <param name="typed">What they must contain, in any case; empty for any.</param>
    /// <param name="range">Over which time.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<string>> ValuesAsync(Site site, string dimension, string typed, DraftRange range, CancellationToken ct)
    {
        var draft = new QueryDraft
        {
            Metrics = ["visitors"],
            Dimensions = [dimension],
            Range = range,
            Limit = SuggestedValues,
            Filters = typed.Length == 0 || !MayContain(dimension) ? [] : [new DraftFilter.Match("contains", dimension, [new DraftValue(typed)], CaseSensitive: false)],
        };
        ReportAnswer answer = await reports.AnswerAsync(site, Encoding.UTF8.GetBytes(DraftWriter.Write(draft, indented: false)), ct);
        if (AnsweredTable.Read(answer, out _) is not { } table) return [];
        return [.. table.Rows.Select(row => row.Values[0] ?? "").Where(value => value.Contains(typed, StringComparison.OrdinalIgnoreCase))];
    }

    // Goals are filtered by whole names; their list is short.
    private static bool MayContain(string dimension) => dimension != "event:goal";
}
