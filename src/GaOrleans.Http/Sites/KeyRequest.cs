using System.Text.Json;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;

namespace GaOrleans.Http.Sites;

/// <summary>Reads what key is asked for and writes what keys there are.</summary>
internal static class KeyRequest
{
    private const int MostCharacters = 120;

    /// <summary>The scopes asked for, <see cref="KeyScopes.Read"/> where none are named; none when one of them is unknown.</summary>
    public static KeyScopes ScopesOf(JsonElement body)
    {
        if (!body.TryGetProperty("scopes", out JsonElement list)) return KeyScopes.Read;
        if (list.ValueKind != JsonValueKind.Array) return KeyScopes.None;
        KeyScopes scopes = KeyScopes.None;
        foreach (JsonElement name in list.EnumerateArray())
        {
            KeyScopes scope = name.ValueKind == JsonValueKind.String ? ScopeOf(name.GetString()) : KeyScopes.None;
            if (scope == KeyScopes.None) return KeyScopes.None;
            scopes |= scope;
        }

        return scopes;
    }

    /// <summary>What is wrong with the key asked for, or null. Nobody can give what he does not have, and staff keys come from staff only.</summary>
    public static string? Problem(JsonElement body, KeyScopes scopes, ApiKey giver, out string name)
    {
        name = "";
        if (!ApiCall.TryText(body, "name", out string? text) || string.IsNullOrWhiteSpace(text) || text.Length > MostCharacters)
        {
            return $"name: is required and should be at most {MostCharacters} character(s).";
        }

        name = text;
        if (scopes == KeyScopes.None) return "scopes: must be a list of \"ingest\", \"read\" and \"manage\".";
        return Access.Allows(giver, scopes) ? null : "scopes: the API key cannot give scopes that it does not have.";
    }

    /// <summary>A key that is made, in words for the audit log.</summary>
    public static string Describe(string name, KeyScopes scopes) => $"{name}: {scopes.ToString().ToLowerInvariant()}";

    /// <summary>Writes a key.</summary>
    public static void Write(Utf8JsonWriter json, ApiKey key, string? domain, string? secret)
    {
        json.WriteStartObject();
        json.WriteNumber("id", key.Id);
        json.WriteString("name", key.Name);
        json.WriteString("site", domain);
        json.WriteStartArray("scopes");
        foreach (KeyScopes scope in (ReadOnlySpan<KeyScopes>)[KeyScopes.Ingest, KeyScopes.Read, KeyScopes.Manage, KeyScopes.Staff])
        {
            if (key.Scopes.HasFlag(scope)) json.WriteStringValue(scope.ToString().ToLowerInvariant());
        }

        json.WriteEndArray();
        json.WriteString("prefix", key.Prefix);
        json.WriteNumber("created", key.CreatedMs);
        if (secret is not null) json.WriteString("key", secret);
        json.WriteEndObject();
    }

    private static KeyScopes ScopeOf(string? name) => name switch
    {
        "ingest" => KeyScopes.Ingest,
        "read" => KeyScopes.Read,
        "manage" => KeyScopes.Manage,
        _ => KeyScopes.None,
    };
}
