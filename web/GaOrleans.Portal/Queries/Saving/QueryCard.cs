using System.Text.Json;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>
/// What the portal keeps of a saved query beside the query itself, in a document of the same name: <c>{"v":1,"description":"...","chart":"line"}</c>.
/// A query that was saved through the API has none.
/// </summary>
/// <param name="Description">In the merchant's words; may be empty.</param>
/// <param name="Chart">How it is drawn; null for what suits best.</param>
public sealed record QueryCard(string Description, AnswerChart? Chart)
{
    /// <summary>Characters of a description.</summary>
    public const int DescriptionCharacters = 1_000;

    private const int Version = 1;

    /// <summary>The card of a query that has none.</summary>
    public static QueryCard Empty { get; } = new("", null);

    /// <summary>Reads a card.</summary>
    /// <returns>The card; null when the document is none or of a later version.</returns>
    public static QueryCard? Read(string json)
    {
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null) return null;
        var shape = new Shape();
        int version = 0;
        QueryCard card = Empty;
        foreach (JsonProperty member in shape.Members(document.RootElement, "The card"))
        {
            if (member.Name == "v") version = shape.Whole(member.Value, "v");
            else if (member.Name == "description") card = card with { Description = shape.Text(member.Value, "description") };
            else if (member.Name == "chart") card = card with { Chart = AnswerCharts.Find(shape.Text(member.Value, "chart")) };
        }

        return shape.Problem is null && version == Version ? card : null;
    }

    /// <summary>Writes the card.</summary>
    public string Write() => DraftJson.Write(indented: false, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("description", Description);
        if (Chart is { } chart) json.WriteString("chart", AnswerCharts.NameOf(chart));
        json.WriteEndObject();
    });
}
