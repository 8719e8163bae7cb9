using System.Globalization;
using System.Text;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>Writes answers as CSV: a header line, then a line a row. Missing numbers are empty; amounts of money are plain numbers.</summary>
public static class CsvAnswerWriter
{
    /// <summary>Writes an answer as UTF-8.</summary>
    public static byte[] Write(ReportResult result)
    {
        var text = new StringBuilder();
        ReportQuery query = result.Report.Query;
        bool compared = result.Report.Comparison is not null;
        AppendHeader(text, query, "");
        if (compared)
        {
            AppendHeader(text.Append(','), query, "comparison:");
            foreach (Metric metric in query.Metrics) text.Append(",change:").Append(QueryNames.Of(metric));
        }

        text.Append(CsvText.NewLine);
        foreach (ComparedRow row in result.Rows)
        {
            AppendRow(text, row.Row);
            if (row is { Other: { } other, Change: { } change })
            {
                AppendRow(text.Append(','), other);
                foreach (MetricValue value in change) AppendNumber(text.Append(','), value);
            }

            text.Append(CsvText.NewLine);
        }

        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendHeader(StringBuilder text, ReportQuery query, string prefix)
    {
        bool first = true;
        foreach (string name in query.Dimensions.Select(QueryNames.Of).Concat(query.Metrics.Select(QueryNames.Of)))
        {
            if (!first) text.Append(',');
            first = false;
            CsvText.AppendField(text, prefix + name);
        }
    }

    private static void AppendRow(StringBuilder text, AnswerRow row)
    {
        bool first = true;
        foreach (string? value in row.Values)
        {
            if (!first) text.Append(',');
            first = false;
            CsvText.AppendField(text, value);
        }

        foreach (MetricValue value in row.Metrics)
        {
            if (!first) text.Append(',');
            first = false;
            AppendNumber(text, value);
        }
    }

    private static void AppendNumber(StringBuilder text, MetricValue value)
    {
        if (value.Number is { } number) text.Append(number.ToString("0.###", CultureInfo.InvariantCulture));
    }
}
