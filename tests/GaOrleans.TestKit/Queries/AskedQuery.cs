using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.TestKit.Queries;

/// <summary>A report query as its asker means it, with the JSON that says so. Written without the product's parser, so that the two check each other.</summary>
public sealed partial record AskedQuery
{
    /// <summary>Names of metrics.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>Dimensions.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>Filters, all of which hold.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The value of date_range, as JSON.</summary>
    public required string RangeJson { get; init; }

    /// <summary>The range that it means.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>Entries of order_by: metrics or dimensions; null for none.</summary>
    public IReadOnlyList<(string Name, bool Descending)>? Order { get; init; }

    /// <summary>Most rows.</summary>
    public int Limit { get; init; } = 10_000;

    /// <summary>Rows left out at the start.</summary>
    public int Offset { get; init; }

    /// <summary>The name of a dimension in the query language.</summary>
    public static string NameOf(Dimension dimension) => dimension switch
    {
        { Kind: DimensionKind.Property } => "event:props:" + dimension.Property,
        { Kind: DimensionKind.EventName } => "event:name",
        { Kind: DimensionKind.Time } => "time",
        { IsTime: true } => "time:" + Snake(dimension.Kind.ToString()["Time".Length..]),
        _ => (dimension.IsEvent ? "event:" : "visit:") + Snake(dimension.Kind.ToString()),
    };

    /// <summary>The query as JSON.</summary>
    public string ToJson()
    {
        string order = Order is null ? "" : $",\"order_by\":[{string.Join(',', Order.Select(entry => $"[{Text(entry.Name)},\"{(entry.Descending ? "desc" : "asc")}\"]"))}]";
        return $"{{\"metrics\":[{Texts(Metrics)}],\"date_range\":{RangeJson},\"dimensions\":[{Texts(Dimensions.Select(NameOf))}],\"filters\":[{string.Join(',', Filters.Select(Json))}]{order},"
            + $"\"include\":{{\"total_rows\":true}},\"pagination\":{{\"limit\":{Limit.ToString(CultureInfo.InvariantCulture)},\"offset\":{Offset.ToString(CultureInfo.InvariantCulture)}}}}}";
    }

    private static string Json(Filter filter) => filter switch
    {
        Filter.And and => $"[\"and\",[{string.Join(',', and.Children.Select(Json))}]]",
        Filter.Or or => $"[\"or\",[{string.Join(',', or.Children.Select(Json))}]]",
        Filter.Not not => $"[\"not\",{Json(not.Child)}]",
        Filter.HasDone done => $"[\"{(done.Negated ? "has_not_done" : "has_done")}\",{Json(done.Child)}]",
        Filter.Match match => $"[\"{Snake(match.Operator.ToString())}\",{Text(NameOf(match.Dimension))},[{Texts(match.Values)}]{(match.CaseSensitive ? "" : ",{\"case_sensitive\":false}")}]",
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "no filter that can be asked"),
    };

    private static string Texts(IEnumerable<string> texts) => string.Join(',', texts.Select(Text));

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private static string Snake(string name) => Capitals().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capitals();
}
