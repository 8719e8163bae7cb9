using System.Text.Json;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>Reads and writes what all journeys have in common.</summary>
internal static class JourneyShape
{
    /// <summary>Reads a draft.</summary>
    /// <param name="json">The text.</param>
    /// <param name="draft">The draft that says nothing.</param>
    /// <param name="take">Takes a member of its own; null when it has none of the name.</param>
    /// <returns>The draft; null when it could not hold all that the JSON says.</returns>
    public static TDraft? Read<TDraft>(string json, TDraft draft, Func<TDraft, JsonProperty, Shape, TDraft?> take)
        where TDraft : class, IJourneyDraft<TDraft>
    {
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null) return null;
        var shape = new Shape();
        foreach (JsonProperty member in shape.Members(document.RootElement, "The report"))
        {
            if (member.Name == "date_range") draft = draft.With(DraftReader.Range(member.Value, shape), draft.Filters);
            else if (member.Name == "filters") draft = draft.With(draft.Range, FilterReader.ReadList(member.Value, shape));
            else if (take(draft, member, shape) is { } taken) draft = taken;
            else shape.Refuse($"There is no “{member.Name}” here");
        }

        return shape.Problem is null ? draft : null;
    }

    /// <summary>Writes a draft.</summary>
    public static string Write<TDraft>(TDraft draft, bool indented, Action<Utf8JsonWriter> own)
        where TDraft : class, IJourneyDraft<TDraft> => DraftJson.Write(indented, json =>
        {
            json.WriteStartObject();
            DraftWriter.WriteRange(json, draft.Range);
            if (draft.Filters.Count > 0) DraftWriter.WriteFilters(json, draft.Filters);
            own(json);
            json.WriteEndObject();
        });

    /// <summary>Writes a condition that may be missing.</summary>
    public static void Write(Utf8JsonWriter json, string name, JourneyCondition? condition)
    {
        if (condition is null) return;
        json.WritePropertyName(name);
        condition.Write(json);
    }

    /// <summary>Which of some words a text is.</summary>
    public static int OneOf(JsonElement value, Shape shape, params string[] words)
    {
        int place = Array.IndexOf(words, shape.Text(value, "A choice"));
        if (place < 0) shape.Refuse($"It is none of {string.Join(", ", words)}");
        return Math.Max(place, 0);
    }

    /// <summary>Whether every comparison is finished.</summary>
    public static bool AreFinished(IReadOnlyList<DraftFilter> filters, IEnumerable<JourneyCondition> conditions) =>
        FilterCheck.AllFinished(filters) && conditions.All(condition => FilterCheck.AllFinished(condition.Filters));
}
