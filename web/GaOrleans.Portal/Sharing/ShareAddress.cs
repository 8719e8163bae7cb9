using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GaOrleans.Portal.Sharing;

/// <summary>What the address of a shared page says besides the view: the secret, and how the page is to look where it is embedded.</summary>
/// <param name="Auth">The secret; null when it has none.</param>
/// <param name="IsEmbedded">Whether it is shown inside another page, without a frame of its own.</param>
/// <param name="Theme">light, dark or auto; null for the choice of the browser.</param>
/// <param name="Background">A colour for CSS; null for the theme's.</param>
public sealed record ShareAddress(string? Auth, bool IsEmbedded, string? Theme, string? Background)
{
    /// <summary>The folder of all shared pages.</summary>
    public const string Folder = "/share";

    /// <summary>The background through which the page around a frame is seen.</summary>
    public const string Transparent = "transparent";

    private const int ColourDigits = 8;

    /// <summary>Reads an address or its query. What makes no sense counts for nothing.</summary>
    public static ShareAddress Read(string address)
    {
        int question = address.IndexOf('?');
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(question < 0 ? "" : address[question..]);
        string? Of(string key) => query.TryGetValue(key, out StringValues values) && values.Count == 1 ? values[0] : null;
        return new ShareAddress(Of("auth"), Of("embed") == "true", Of("theme") is "light" or "dark" or "auto" ? Of("theme") : null, Colour(Of("background")));
    }

    /// <summary>The address of a site's page without a view.</summary>
    public string PathOf(string domain)
    {
        var path = new StringBuilder($"{Folder}/{Uri.EscapeDataString(domain)}?auth={Uri.EscapeDataString(Auth ?? "")}");
        if (IsEmbedded) path.Append("&embed=true");
        if (Theme is not null) path.Append("&theme=").Append(Theme);
        if (Background is not null) path.Append("&background=").Append(Uri.EscapeDataString(Background));
        return path.ToString();
    }

    // Nothing but what is a colour for certain becomes part of a page's style.
    private static string? Colour(string? text)
    {
        if (text == Transparent) return text;
        string digits = text?.TrimStart('#') ?? "";
        return digits.Length is 3 or 4 or 6 or ColourDigits && digits.All(char.IsAsciiHexDigit) ? "#" + digits : null;
    }
}
