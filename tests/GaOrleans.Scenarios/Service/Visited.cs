using System.Text.Json.Nodes;

namespace GaOrleans.Scenarios.Service;

/// <summary>One event of a scenario.</summary>
/// <param name="Visitor">Who.</param>
/// <param name="Time">When, ISO 8601.</param>
/// <param name="Path">Where.</param>
/// <param name="Name">What.</param>
internal sealed record Visited(string Visitor, string Time, string Path = "/", string Name = "pageview")
{
    /// <summary>Where from.</summary>
    public string? Referrer { get; init; }

    /// <summary>The client's id of it.</summary>
    public string? Id { get; init; }

    /// <summary>Revenue in euro.</summary>
    public decimal? Revenue { get; init; }

    /// <summary>One property.</summary>
    public (string Key, string Value)? Prop { get; init; }

    /// <summary>Country code.</summary>
    public string? Country { get; init; }

    /// <summary>Scroll depth.</summary>
    public int? Scrolled { get; init; }

    /// <summary>The event as the batch interface takes it.</summary>
    public JsonObject ToJson(string domain)
    {
        var json = new JsonObject { ["name"] = Name, ["url"] = $"https://{domain}{Path}", ["visitor_id"] = Visitor, ["timestamp"] = Time };
        if (Referrer is not null) json["referrer"] = Referrer;
        if (Id is not null) json["id"] = Id;
        if (Revenue is not null) json["revenue"] = new JsonObject { ["currency"] = "EUR", ["amount"] = Revenue };
        if (Prop is { } prop) json["props"] = new JsonObject { [prop.Key] = prop.Value };
        if (Country is not null) json["country"] = Country;
        if (Scrolled is not null) json["scroll_depth"] = Scrolled;
        return json;
    }
}
