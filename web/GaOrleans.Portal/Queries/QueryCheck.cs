using System.Text;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Queries;

/// <summary>Checks queries as the service does when it answers them, and says of each problem where it is.</summary>
public sealed class QueryCheck
{
    private readonly IReadOnlyList<Goal> _goals;
    private readonly Func<long, string?> _segment;

    /// <summary>A check for a site.</summary>
    /// <param name="goals">Its goals.</param>
    /// <param name="segment">The document of one of its segments by number, or null.</param>
    public QueryCheck(IReadOnlyList<Goal> goals, Func<long, string?> segment) => (_goals, _segment) = (goals, segment);

    /// <summary>What is wrong with a query; empty when nothing is.</summary>
    public IReadOnlyList<QueryProblem> Problems(string json)
    {
        if (json.Length > QueryLimits.SizeBytes) return [new QueryProblem("#", $"The query is too long: at most {QueryLimits.SizeBytes:N0} bytes. What is beyond was not taken.")];
        ParsedQuery parsed = QueryParser.Parse(Encoding.UTF8.GetBytes(json));
        if (!parsed.IsValid) return [.. parsed.Error.Split('\n').Select(Placed)];
        IReadOnlyList<Filter>? expanded = SegmentExpansion.Expand(parsed.Query.Filters, _segment, out string? error);
        string? problem = expanded is null ? error : QueryValidator.Problem(parsed.Query with { Filters = expanded }, _goals);
        return problem is null ? [] : [Placed(problem)];
    }

    /// <summary>A message with its place, as far as its words tell it.</summary>
    internal static QueryProblem Placed(string message)
    {
        if (message.StartsWith('#') && message.IndexOf(": ", StringComparison.Ordinal) is > 0 and int end) return new QueryProblem(message[..end], PlainWords.Of(message[(end + 2)..]));
        string place = message switch
        {
            _ when message.StartsWith("Invalid order_by", StringComparison.Ordinal) => "#/order_by",
            _ when message.StartsWith("Invalid filter", StringComparison.Ordinal) || message.StartsWith("Invalid visit:", StringComparison.Ordinal) => "#/filters",
            _ when message.StartsWith("Invalid date_range", StringComparison.Ordinal) => "#/date_range",
            _ when message.StartsWith("Invalid include", StringComparison.Ordinal) => "#/include",
            _ when message.StartsWith("Metric ", StringComparison.Ordinal) => "#/metrics",
            _ when message.Contains("metric(s)", StringComparison.Ordinal) => "#/metrics",
            _ => "#",
        };
        return new QueryProblem(place, PlainWords.Of(message));
    }
}
