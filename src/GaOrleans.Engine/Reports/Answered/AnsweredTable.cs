namespace GaOrleans.Engine.Reports.Answered;

/// <summary>
/// An answer of <see cref="ReportService"/> as values, for whoever shows or judges it inside the service; clients over HTTP get the same as JSON (API.md, Reports).
/// </summary>
/// <param name="Metrics">Names of the metrics, in the order of the numbers of each row.</param>
/// <param name="Dimensions">Names of the dimensions, in the order of the values of each row.</param>
/// <param name="Rows">The rows, in the order of the answer.</param>
/// <param name="Meta">How fresh and how complete it is.</param>
/// <param name="From">First instant of the range as the query was resolved, ISO 8601 with the site's offset.</param>
/// <param name="To">Last instant of the range.</param>
/// <param name="ComparedFrom">First instant of the range compared with; null without comparison.</param>
/// <param name="ComparedTo">Last instant of the range compared with.</param>
public sealed record AnsweredTable(
    IReadOnlyList<string> Metrics, IReadOnlyList<string> Dimensions, IReadOnlyList<AnsweredRow> Rows, AnsweredMeta Meta,
    string From, string To, string? ComparedFrom, string? ComparedTo)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="answer">As the service gave it.</param>
    /// <param name="error">What to tell when there is no table: the reason of the refusal.</param>
    /// <returns>The table; null when the answer is a refusal.</returns>
    public static AnsweredTable? Read(ReportAnswer answer, out string? error) => AnswerReader.Read(answer, out error, AnswerReader.ReadTable);

    /// <summary>The place of a metric in the numbers of a row; -1 when the answer has no such metric.</summary>
    public int IndexOf(string metric)
    {
        for (int i = 0; i < Metrics.Count; i++)
        {
            if (Metrics[i] == metric) return i;
        }

        return -1;
    }

    /// <summary>How a number changed against the range compared with; null without comparison, and where no change can be told.</summary>
    /// <param name="row">One of the rows.</param>
    /// <param name="metric">The place of the metric.</param>
    public AnsweredChange? ChangeOf(AnsweredRow row, int metric) =>
        row is { Changes: { } changes, Compared: { } before } ? AnsweredChange.Of(MetricTraits.Of(Metrics[metric]), changes[metric], before[metric].Value) : null;
}
