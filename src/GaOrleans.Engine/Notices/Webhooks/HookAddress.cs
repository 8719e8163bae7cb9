namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>Which addresses a webhook may have, as far as the text tells; where its name leads is looked at when something is sent.</summary>
public static class HookAddress
{
    /// <summary>Most characters.</summary>
    public const int MostCharacters = 2000;

    /// <summary>Says what is wrong with an address, or null.</summary>
    public static string? Problem(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Length > MostCharacters || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return "The webhook needs an address such as https://example.com/hook.";
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0)
            return "The webhook's address must begin with https:// or http://.";
        return parsed.UserInfo.Length > 0 ? "The webhook's address must not have a name or password in it." : null;
    }
}
