using System.Text.Json;

namespace GaOrleans.Browser;

/// <summary>One request that the recording collector got, and what it answered.</summary>
public sealed record Posted(JsonElement Body, int Status, string FetchMode, bool HasCookie)
{
    /// <summary>The event's name.</summary>
    public string Name => Text("n");

    /// <summary>The event's id, the same in all its attempts.</summary>
    public string Id => Text("id");

    /// <summary>The page.</summary>
    public Uri Url => new(Text("u"));

    /// <summary>Whether the collector took it.</summary>
    public bool Accepted => Status == 202;

    /// <summary>A text field, empty when it is missing.</summary>
    public string Text(string field) => Body.TryGetProperty(field, out var value) ? value.GetString() ?? "" : "";

    /// <summary>A number field; it must be there.</summary>
    public long Number(string field) => Body.GetProperty(field).GetInt64();

    /// <summary>Whether the event carries the field.</summary>
    public bool Has(string field) => Body.TryGetProperty(field, out _);
}
