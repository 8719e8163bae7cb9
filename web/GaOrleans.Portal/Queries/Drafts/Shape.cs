using System.Text.Json;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>Reads JSON of a known shape: the first thing that does not fit is remembered, and what is read afterwards no longer matters.</summary>
internal sealed class Shape
{
    /// <summary>What does not fit, in words; null while everything does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Notes that something does not fit.</summary>
    public void Refuse(string what) => Problem ??= what;

    /// <summary>A text.</summary>
    public string Text(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;
        Refuse($"{what} is not a text");
        return "";
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(JsonElement value, string what) => [.. Items(value, what).Select(item => Text(item, what))];

    /// <summary>True or false.</summary>
    public bool Flag(JsonElement value, string what)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Refuse($"{what} is neither true nor false");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A whole number of 32 bits.</summary>
    public int Whole(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && value.GetRawText() == number.ToString()) return number;
        Refuse($"{what} is not a whole number");
        return 0;
    }

    /// <summary>The items of a list.</summary>
    public IEnumerable<JsonElement> Items(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray();
        Refuse($"{what} is not a list");
        return [];
    }

    /// <summary>The members of an object.</summary>
    public IEnumerable<JsonProperty> Members(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.Object) return value.EnumerateObject();
        Refuse($"{what} is not an object");
        return [];
    }
}
