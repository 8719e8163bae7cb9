using System.Text.Json;
using System.Text.Json.Nodes;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries.Running;

/// <summary>
/// Makes the query that is really asked of a query that is to be shown: with the labels of all slots, so that charts have no gaps, with the number of
/// rows, and with no more rows than a page can show. The query itself stays as it is.
/// </summary>
public static class RunQuery
{
    /// <summary>Rows that a page shows; of time all that the service answers.</summary>
    public const int MostRows = 1_000;

    /// <summary>The query to ask.</summary>
    /// <param name="json">The query as saved or drafted; when it is not valid it is given back as it is, so that the service says what is wrong.</param>
    /// <param name="range">A range in place of its own, or null.</param>
    public static string Of(string json, DraftRange? range = null)
    {
        if (DraftReader.Read(json).Draft is not { } draft) return Changed(json, range);
        if (range is not null) draft = WithRange(draft, range);
        int limit = draft.HasTime ? QueryLimits.MaxRows : MostRows;
        draft = draft with
        {
            SiteId = null,
            TotalRows = true,
            TimeLabels = draft.HasTime ? true : draft.TimeLabels,
            Limit = Math.Min(draft.Limit ?? limit, limit),
        };
        return DraftWriter.Write(draft, indented: false);
    }

    /// <summary>The draft over another range; what only made sense with its own goes.</summary>
    public static QueryDraft WithRange(QueryDraft draft, DraftRange range) => draft with
    {
        Range = range,
        Date = null,
        Comparison = draft.Comparison is { Mode: "custom" } ? null : draft.Comparison,
    };

    // What the builder cannot show may still be a query that the service answers.
    private static string Changed(string json, DraftRange? range)
    {
        if (range is null) return json;
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object) return json;
        JsonObject query = JsonObject.Create(document.RootElement)!;
        query["date_range"] = range.Name is { } name ? JsonValue.Create(name) : new JsonArray(range.From, range.To);
        query.Remove("date");
        return query.ToJsonString();
    }
}
