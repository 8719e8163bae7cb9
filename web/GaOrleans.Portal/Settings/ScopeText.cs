using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Settings;

/// <summary>What keys may do, in words.</summary>
internal static class ScopeText
{
    /// <summary>Most characters of a key's name, as the API has it.</summary>
    public const int NameCharacters = 120;

    /// <summary>The words.</summary>
    public static string Of(KeyScopes scopes)
    {
        var words = new List<string>();
        if (scopes.HasFlag(KeyScopes.Read)) words.Add("read");
        if (scopes.HasFlag(KeyScopes.Ingest)) words.Add("send hits");
        if (scopes.HasFlag(KeyScopes.Manage)) words.Add("manage");
        return string.Join(", ", words);
    }
}
