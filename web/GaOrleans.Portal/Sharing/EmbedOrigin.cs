namespace GaOrleans.Portal.Sharing;

/// <summary>Origins of pages that may show a shared link in a frame, such as <c>https://intranet.example:8443</c>.</summary>
public static class EmbedOrigin
{
    /// <summary>Most origins of a link.</summary>
    public const int Most = 20;

    private const int Characters = 300;

    /// <summary>The origin in its normal form, which has nothing in it that means something else in a header; null for what is none.</summary>
    public static string? Normal(string text)
    {
        if (text.Length > Characters || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")) return null;
        if (uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0) return null;
        string host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        if (host.Length == 0 || !host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']')) return null;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }
}
