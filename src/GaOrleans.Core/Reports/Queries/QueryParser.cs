using System.Text.Json;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>
/// Reads queries from JSON (API.md, Reports). Whatever the bytes are, the result is a query or an error in the words of Plausible's Stats API v2;
/// errors of form name their place as a JSON pointer and are all given, one a line.
/// </summary>
public sealed class QueryParser
{
    private readonly QueryErrors _errors = new();
    private readonly FilterParser _filters = new();
    private string? _rangeError;
    private ReportQuery _query = new() { Metrics = [], DateRange = new DateRangeSpec.Named(DatePreset.Day) };
    private bool _hasMetrics;
    private bool _hasRange;

    private QueryParser()
    {
    }

    /// <summary>Reads a query. <c>site_id</c> may be left out; the caller decides whether that is allowed.</summary>
    public static ParsedQuery Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument? document = QueryJson.Load(utf8, out string? error);
        return document is null ? new ParsedQuery(null, error) : new QueryParser().Parse(document.RootElement);
    }

    /// <summary>Reads a list of filters alone, as a segment holds them.</summary>
    /// <returns>The filters, or null with the <paramref name="error"/>.</returns>
    public static IReadOnlyList<Filter>? ParseFilters(ReadOnlyMemory<byte> utf8, out string? error)
    {
        using JsonDocument? document = QueryJson.Load(utf8, out error);
        return document is null ? null : ParseFilters(document.RootElement, out error);
    }

    internal static IReadOnlyList<Filter>? ParseFilters(JsonElement list, out string? error)
    {
        var errors = new QueryErrors();
        var parser = new FilterParser();
        IReadOnlyList<Filter> filters = parser.ParseList(list, "#/filters", errors);
        error = errors.Any ? errors.ToString() : parser.ClauseError;
        return error is null ? filters : null;
    }

    private ParsedQuery Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new ParsedQuery(null, $"#: Type mismatch. Expected Object but got {InspectedJson.KindOf(root)}.");
        foreach (JsonProperty member in root.EnumerateObject()) Take(member.Name, member.Value);
        CheckRequired();
        if (_errors.Any) return new ParsedQuery(null, _errors.ToString());
        string? error = _rangeError ?? _filters.ClauseError;
        return error is null ? new ParsedQuery(_query, null) : new ParsedQuery(null, error);
    }

    private void CheckRequired()
    {
        if (!_hasMetrics && !_hasRange) _errors.Add("#", "Required properties metrics, date_range were not present.");
        else if (!_hasMetrics) _errors.Add("#", "Required property metrics was not present.");
        else if (!_hasRange) _errors.Add("#", "Required property date_range was not present.");
    }

    private void Take(string name, JsonElement value)
    {
        switch (name)
        {
            case "site_id":
                if (Expect(value, JsonValueKind.String, "#/site_id", "String")) _query = _query with { SiteId = value.GetString() };
                break;
            case "metrics":
                _hasMetrics = true;
                _query = _query with { Metrics = Metrics(value) };
                break;
            case "date_range":
                _hasRange = true;
                if (DateRangeParser.Parse(value, "#/date_range", _errors, out string? problem) is { } range) _query = _query with { DateRange = range };
                _rangeError ??= problem;
                break;
            case "date":
                TakeRelativeDate(value);
                break;
            case "dimensions":
                _query = _query with { Dimensions = Dimensions(value) };
                break;
            case "filters":
                _query = _query with { Filters = _filters.ParseList(value, "#/filters", _errors) };
                break;
            case "order_by":
                if (value.ValueKind != JsonValueKind.Null) _query = _query with { OrderBy = OrderParser.Parse(value, _errors) };
                break;
            case "include":
                _query = _query with { Include = IncludeParser.Parse(value, _errors, ref _rangeError) };
                break;
            case "pagination":
                TakePagination(value);
                break;
            default:
                _errors.Add($"#/{name}", "Schema does not allow additional properties.");
                break;
        }
    }

    private void TakeRelativeDate(JsonElement value)
    {
        if (!Expect(value, JsonValueKind.String, "#/date", "String")) return;
        if (DateRangeParser.TryDate(value.GetString()!, out DateOnly date)) _query = _query with { RelativeDate = date };
        else _errors.Add("#/date", $"Invalid date {InspectedJson.Of(value)}");
    }

    private List<Metric> Metrics(JsonElement list)
    {
        var metrics = new List<Metric>();
        if (!Expect(list, JsonValueKind.Array, "#/metrics", "Array")) return metrics;
        if (list.GetArrayLength() == 0) _errors.Add("#/metrics", "Expected a minimum of 1 items but got 0.");
        bool unique = true;
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && QueryNames.TryMetric(item.GetString()!, out Metric metric))
            {
                unique &= !metrics.Contains(metric);
                if (unique) metrics.Add(metric);
            }
            else
            {
                _errors.Add($"#/metrics/{index}", $"Invalid metric {InspectedJson.Of(item)}");
            }

            index++;
        }

        if (!unique) _errors.Add("#/metrics", "Expected items to be unique but they were not.");
        return metrics;
    }

    private List<Dimension> Dimensions(JsonElement list)
    {
        var dimensions = new List<Dimension>();
        if (!Expect(list, JsonValueKind.Array, "#/dimensions", "Array")) return dimensions;
        int length = list.GetArrayLength();
        if (length > QueryLimits.Dimensions)
        {
            _errors.Add("#/dimensions", $"Expected a maximum of {QueryLimits.Dimensions} items but got {length}.");
            return dimensions;
        }

        bool unique = true;
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && QueryNames.TryDimension(item.GetString()!, out Dimension dimension) && dimension.Kind != DimensionKind.Segment)
            {
                unique &= !dimensions.Contains(dimension);
                dimensions.Add(dimension);
            }
            else
            {
                _errors.Add($"#/dimensions/{index}", $"Invalid dimension {InspectedJson.Of(item)}");
            }

            index++;
        }

        if (!unique) _errors.Add("#/dimensions", "Expected items to be unique but they were not.");
        else if (dimensions.Count(dimension => dimension.IsTime) > 1) _errors.Add("#/dimensions", "Expected at most one time dimension.");
        return dimensions;
    }

    private void TakePagination(JsonElement value)
    {
        if (!Expect(value, JsonValueKind.Object, "#/pagination", "Object")) return;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string path = $"#/pagination/{member.Name}";
            switch (member.Name)
            {
                case "limit":
                    _query = _query with { Limit = Whole(member.Value, path, 1, QueryLimits.MaxRows) };
                    break;
                case "offset":
                    _query = _query with { Offset = Whole(member.Value, path, 0, int.MaxValue) };
                    break;
                default:
                    _errors.Add(path, "Schema does not allow additional properties.");
                    break;
            }
        }
    }

    private int Whole(JsonElement value, string path, int least, int most)
    {
        long number = 0;
        if (value.ValueKind != JsonValueKind.Number || (!value.TryGetInt64(out number) && !IsHuge(value, out number)))
            _errors.Add(path, $"Type mismatch. Expected Integer but got {InspectedJson.KindOf(value)}.");
        else if (number < least) _errors.Add(path, $"Expected the value to be >= {least}");
        else if (number > most) _errors.Add(path, $"Expected the value to be <= {most}");
        else return (int)number;
        return least;
    }

    // A whole number beyond 64 bits is out of range, not of the wrong type.
    private static bool IsHuge(JsonElement value, out long number)
    {
        string raw = value.GetRawText();
        number = raw.StartsWith('-') ? long.MinValue : long.MaxValue;
        return raw.AsSpan(raw.StartsWith('-') ? 1 : 0).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private bool Expect(JsonElement value, JsonValueKind kind, string path, string name)
    {
        if (value.ValueKind == kind) return true;
        _errors.Add(path, $"Type mismatch. Expected {name} but got {InspectedJson.KindOf(value)}.");
        return false;
    }
}
