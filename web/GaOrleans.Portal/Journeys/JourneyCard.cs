using System.Text.Json;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Journeys;

/// <summary>
/// A saved funnel, retention or path report: <c>{"v":1,"description":"...","request":{...}}</c>, the request being the body that the API takes,
/// without <c>site_id</c>. Its name is that of its document.
/// </summary>
/// <param name="Description">In the merchant's words; may be empty.</param>
/// <param name="Request">The body of the request as JSON.</param>
public sealed record JourneyCard(string Description, string Request)
{
    private const int Version = 1;

    /// <summary>Reads a card.</summary>
    /// <returns>The card; null when the document is none or of a later version.</returns>
    public static JourneyCard? Read(string json)
    {
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null) return null;
        var shape = new Shape();
        int version = 0;
        var card = new JourneyCard("", "");
        foreach (JsonProperty member in shape.Members(document.RootElement, "The report"))
        {
            if (member.Name == "v") version = shape.Whole(member.Value, "v");
            else if (member.Name == "description") card = card with { Description = shape.Text(member.Value, "description") };
            else if (member.Name == "request") card = card with { Request = member.Value.GetRawText() };
        }

        return shape.Problem is null && version == Version && card.Request.Length > 0 ? card : null;
    }

    /// <summary>Writes the card.</summary>
    public string Write() => DraftJson.Write(indented: false, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("description", Description);
        json.WritePropertyName("request");
        json.WriteRawValue(Request);
        json.WriteEndObject();
    });
}
