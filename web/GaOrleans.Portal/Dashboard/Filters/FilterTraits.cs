using System.Text.Json;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Dashboard.Filters;

/// <summary>What the conditions of a view are about, those within segments too: it decides which metrics can be asked for.</summary>
/// <param name="HasGoal">Whether goals decide who is counted.</param>
/// <param name="HasPage">Whether pages do.</param>
public sealed record FilterTraits(bool HasGoal, bool HasPage)
{
    private const string Page = "event:page";

    /// <summary>Of the conditions of a view.</summary>
    /// <param name="filters">The conditions.</param>
    /// <param name="segments">The segments of the site.</param>
    public static FilterTraits Of(FilterList filters, IReadOnlyList<SiteDocument> segments)
    {
        var traits = new FilterTraits(filters.Has(ViewFilter.Goal), filters.Has(Page));
        foreach (string id in filters.Where(filter => filter.Dimension == ViewFilter.Segment).SelectMany(filter => filter.Values))
        {
            if (segments.FirstOrDefault(segment => segment.Id.ToString() == id) is not { } segment) continue;
            traits = new FilterTraits(traits.HasGoal || Mentions(segment.Json, ViewFilter.Goal), traits.HasPage || Mentions(segment.Json, Page));
        }

        return traits;
    }

    // Whatever cannot be read mentions nothing; the engine says what is wrong with it.
    private static bool Mentions(string json, string dimension)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Mentions(document.RootElement, dimension);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A condition is [operator, dimension, values]; what a visitor has done at other times is another matter.
    private static bool Mentions(JsonElement element, string dimension)
    {
        if (element.ValueKind == JsonValueKind.Object) return element.TryGetProperty("filters", out JsonElement filters) && Mentions(filters, dimension);
        if (element.ValueKind != JsonValueKind.Array) return false;
        if (element.GetArrayLength() >= 2 && element[0].ValueKind == JsonValueKind.String)
        {
            string name = element[0].GetString()!;
            if (name is "has_done" or "has_not_done") return false;
            if (QueryNames.TryOperator(name, out _)) return element[1].ValueKind == JsonValueKind.String && element[1].GetString() == dimension;
        }

        return element.EnumerateArray().Any(child => Mentions(child, dimension));
    }
}
