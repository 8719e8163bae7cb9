using System.Globalization;
using System.Text.Json;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Answers of the reports API as text, a line a row, for comparing them.</summary>
public static class AnswerText
{
    /// <summary>The rows of an answer, the number of all rows last.</summary>
    /// <param name="answer">The answer's JSON.</param>
    public static string Of(ReadOnlyMemory<byte> answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        IEnumerable<string> rows = document.RootElement.GetProperty("results").EnumerateArray().Select(row => Row(
            row.GetProperty("metrics").EnumerateArray().Select(Metric), row.GetProperty("dimensions").EnumerateArray().Select(value => value.GetString()!)));
        return string.Join('\n', [.. rows, document.RootElement.GetProperty("meta").GetProperty("total_rows").GetRawText()]);
    }

    /// <summary>A row.</summary>
    public static string Row(IEnumerable<string> metrics, IEnumerable<string> values) => $"{string.Join(' ', metrics)} | {string.Join(" | ", values)}";

    /// <summary>A number.</summary>
    public static string Of(decimal? number, string? currency) =>
        number is null ? "null" : number.Value.ToString("0.#####", CultureInfo.InvariantCulture) + (currency is null ? "" : " " + currency);

    private static string Metric(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => Of(value.GetProperty("value").GetDecimal(), value.GetProperty("currency").GetString()),
        _ => Of(value.GetDecimal(), null),
    };
}
