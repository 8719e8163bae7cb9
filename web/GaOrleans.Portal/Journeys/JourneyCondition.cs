using System.Text.Json;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>What an event must fulfil to be a step: one of a goal, an event's name or a page, and conditions on top (docs/reports.md, Journeys).</summary>
/// <param name="Name">What it is called; empty for what follows from the rest.</param>
/// <param name="Goal">Name of a goal; empty for none.</param>
/// <param name="Event">Name of an event; empty for none.</param>
/// <param name="Page">Path of a page, <c>*</c> for any characters; empty for none.</param>
/// <param name="Filters">Conditions.</param>
public sealed record JourneyCondition(string Name, string Goal, string Event, string Page, IReadOnlyList<DraftFilter> Filters)
{
    /// <summary>A condition that says nothing yet.</summary>
    public static JourneyCondition Empty { get; } = new("", "", "", "", []);

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Goal.Length == 0 && Event.Length == 0 && Page.Length == 0 && Filters.Count == 0;

    /// <summary>What it is called.</summary>
    public string Label => Name.Length > 0 ? Name : Goal.Length > 0 ? Goal : Event.Length > 0 ? Event : Page;

    internal static JourneyCondition Read(JsonElement value, Shape shape)
    {
        JourneyCondition condition = Empty;
        foreach (JsonProperty member in shape.Members(value, "A step"))
        {
            switch (member.Name)
            {
                case "name": condition = condition with { Name = shape.Text(member.Value, "name") }; break;
                case "goal": condition = condition with { Goal = shape.Text(member.Value, "goal") }; break;
                case "event": condition = condition with { Event = shape.Text(member.Value, "event") }; break;
                case "page": condition = condition with { Page = shape.Text(member.Value, "page") }; break;
                case "filters": condition = condition with { Filters = FilterReader.ReadList(member.Value, shape) }; break;
                default: shape.Refuse($"There is no “{member.Name}” in a step"); break;
            }
        }

        return condition;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteMember(json, "name", Name);
        WriteMember(json, "goal", Goal);
        WriteMember(json, "event", Event);
        WriteMember(json, "page", Page);
        if (Filters.Count > 0) DraftWriter.WriteFilters(json, Filters);
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0) json.WriteString(name, value);
    }
}
