using System.Text.Json;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>Reads the JSON that Core's writer of answers makes.</summary>
internal static class AnswerReader
{
    /// <summary>Reads an answer, or the reason why it is a refusal.</summary>
    public static T? Read<T>(ReportAnswer answer, out string? error, Func<JsonElement, T> read)
        where T : class
    {
        using JsonDocument json = JsonDocument.Parse(answer.Body);
        error = answer.Status == 200 ? null : json.RootElement.GetProperty("error").GetString() ?? "";
        return error is null ? read(json.RootElement) : null;
    }

    /// <summary>Reads the answer of a query.</summary>
    public static AnsweredTable ReadTable(JsonElement root)
    {
        JsonElement query = root.GetProperty("query");
        JsonElement range = query.GetProperty("date_range");
        var rows = new List<AnsweredRow>(root.GetProperty("results").GetArrayLength());
        foreach (JsonElement row in root.GetProperty("results").EnumerateArray()) rows.Add(ReadRow(row));
        (string? comparedFrom, string? comparedTo) = ComparedRange(query);
        return new AnsweredTable(
            Names(query.GetProperty("metrics")), query.TryGetProperty("dimensions", out JsonElement dimensions) ? Names(dimensions) : [], rows, ReadMeta(root.GetProperty("meta")),
            range[0].GetString()!, range[1].GetString()!, comparedFrom, comparedTo);
    }

    private static AnsweredRow ReadRow(JsonElement row)
    {
        IReadOnlyList<string?> values = Values(row.GetProperty("dimensions"));
        AnsweredNumber[] numbers = Numbers(row.GetProperty("metrics"));
        if (!row.TryGetProperty("comparison", out JsonElement other)) return new AnsweredRow(values, numbers, Compared: null, Changes: null, ComparedValues: null);
        return new AnsweredRow(values, numbers, Numbers(other.GetProperty("metrics")), Changes(other.GetProperty("change")), Values(other.GetProperty("dimensions")));
    }

    /// <summary>Reads <c>meta</c>.</summary>
    public static AnsweredMeta ReadMeta(JsonElement meta)
    {
        JsonElement exact = meta.GetProperty("exact");
        return new AnsweredMeta(
            meta.GetProperty("fresh_to").GetDateTimeOffset(),
            exact.ValueKind == JsonValueKind.Object ? exact.GetProperty("visitors_error_percent").GetDouble() : 0,
            meta.GetProperty("other_rows").GetBoolean(),
            meta.TryGetProperty("visits_cut_hours", out JsonElement cut) ? cut.GetInt32() : 0,
            meta.TryGetProperty("total_rows", out JsonElement total) ? total.GetInt64() : null,
            meta.TryGetProperty("time_labels", out JsonElement labels) ? Names(labels) : [],
            Warnings(meta));
    }

    // The same warning for each of several metrics is told once.
    private static List<string> Warnings(JsonElement meta)
    {
        var warnings = new List<string>();
        if (!meta.TryGetProperty("metric_warnings", out JsonElement all)) return warnings;
        foreach (JsonProperty metric in all.EnumerateObject())
        {
            string text = metric.Value.GetProperty("warning").GetString()!;
            if (!warnings.Contains(text, StringComparer.Ordinal)) warnings.Add(text);
        }

        return warnings;
    }

    private static (string? From, string? To) ComparedRange(JsonElement query)
    {
        if (!query.GetProperty("include").TryGetProperty("comparisons", out JsonElement comparison)) return (null, null);
        JsonElement range = comparison.GetProperty("date_range");
        return (range[0].GetString(), range[1].GetString());
    }

    private static string[] Names(JsonElement array) => [.. array.EnumerateArray().Select(name => name.GetString()!)];

    private static string?[] Values(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetString())];

    private static AnsweredNumber[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(ReadNumber)];

    private static double?[] Changes(JsonElement array) => [.. array.EnumerateArray().Select(change => ReadNumber(change).Value)];

    private static AnsweredNumber ReadNumber(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Number => new AnsweredNumber(number.GetDouble(), Currency: null),
        JsonValueKind.Object => new AnsweredNumber(number.GetProperty("value").GetDouble(), number.GetProperty("currency").GetString()),
        _ => default,
    };
}
