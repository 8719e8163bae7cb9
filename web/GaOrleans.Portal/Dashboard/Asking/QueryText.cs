using System.Buffers;
using System.Text.Json;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Dashboard.Asking;

/// <summary>Writes questions in the query language (API.md, Reports). Whatever the values are, they are escaped as JSON.</summary>
internal sealed class QueryText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly Utf8JsonWriter _json;
    private bool _hasInclude;

    /// <summary>Begins a question.</summary>
    /// <param name="dateRange">The value of <c>date_range</c>, as JSON.</param>
    /// <param name="metrics">The metrics.</param>
    public QueryText(string dateRange, IEnumerable<string> metrics)
    {
        _json = new Utf8JsonWriter(_buffer);
        _json.WriteStartObject();
        _json.WritePropertyName("date_range");
        _json.WriteRawValue(dateRange);
        Texts("metrics", metrics);
    }

    /// <summary>Groups.</summary>
    public QueryText By(params IEnumerable<string> dimensions)
    {
        Texts("dimensions", dimensions);
        return this;
    }

    /// <summary>Sets conditions.</summary>
    public QueryText Where(params IEnumerable<ViewFilter> filters)
    {
        _json.WriteStartArray("filters");
        foreach (ViewFilter filter in filters) WriteFilter(_json, filter);
        _json.WriteEndArray();
        return this;
    }

    /// <summary>Orders by a metric or dimension.</summary>
    public QueryText Order(string name, bool descending)
    {
        _json.WriteStartArray("order_by");
        _json.WriteStartArray();
        _json.WriteStringValue(name);
        _json.WriteStringValue(descending ? "desc" : "asc");
        _json.WriteEndArray();
        _json.WriteEndArray();
        return this;
    }

    /// <summary>Takes a page of the rows.</summary>
    public QueryText Page(int limit, int offset = 0)
    {
        _json.WriteStartObject("pagination");
        _json.WriteNumber("limit", limit);
        _json.WriteNumber("offset", offset);
        _json.WriteEndObject();
        return this;
    }

    /// <summary>Asks for the labels of all slots of time.</summary>
    public QueryText WithTimeLabels() => Flag("time_labels");

    /// <summary>Asks for the number of rows of all pages.</summary>
    public QueryText WithTotal() => Flag("total_rows");

    /// <summary>Asks for a comparison.</summary>
    /// <param name="comparison">With what.</param>
    /// <param name="samePart">The range to compare with in its place, as JSON; null for none.</param>
    public QueryText ComparedWith(ViewComparison comparison, string? samePart = null)
    {
        if (comparison.Kind == CompareKind.None) return this;
        Include();
        _json.WriteStartObject("comparisons");
        if (samePart is not null)
        {
            _json.WriteString("mode", "custom");
            _json.WritePropertyName("date_range");
            _json.WriteRawValue(samePart);
            _json.WriteEndObject();
            return this;
        }

        _json.WriteString("mode", comparison.Kind switch
        {
            CompareKind.Year => "year_over_year",
            CompareKind.Custom => "custom",
            _ => "previous_period",
        });
        if (comparison is { Kind: CompareKind.Custom, From: { } from, To: { } to }) Texts("date_range", [$"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}"]);
        if (comparison.MatchDayOfWeek) _json.WriteBoolean("match_day_of_week", value: true);
        _json.WriteEndObject();
        return this;
    }

    /// <summary>Ends the question.</summary>
    public byte[] Finish()
    {
        if (_hasInclude) _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>Conditions alone, as a segment holds them.</summary>
    public static string WriteFilters(IEnumerable<ViewFilter> filters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (ViewFilter filter in filters) WriteFilter(json, filter);
            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes one condition. Parts of texts are looked for in any case.</summary>
    public static void WriteFilter(Utf8JsonWriter json, ViewFilter filter)
    {
        json.WriteStartArray();
        json.WriteStringValue(QueryNames.Of(filter.Operator));
        json.WriteStringValue(filter.Dimension);
        json.WriteStartArray();
        foreach (string value in filter.Values)
        {
            if (filter.Dimension == ViewFilter.Segment) json.WriteNumberValue(long.Parse(value));
            else json.WriteStringValue(value);
        }

        json.WriteEndArray();
        if (filter.Operator is MatchOperator.Contains or MatchOperator.ContainsNot)
        {
            json.WriteStartObject();
            json.WriteBoolean("case_sensitive", value: false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private QueryText Flag(string name)
    {
        Include();
        _json.WriteBoolean(name, value: true);
        return this;
    }

    // What is included comes last, as one object.
    private void Include()
    {
        if (_hasInclude) return;
        _hasInclude = true;
        _json.WriteStartObject("include");
    }

    private void Texts(string name, IEnumerable<string> texts)
    {
        _json.WriteStartArray(name);
        foreach (string text in texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
    }
}
