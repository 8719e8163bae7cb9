namespace GaOrleans.Portal.Look;

/// <summary>Addresses that came from outside: they become links only when they lead to the web.</summary>
public static class SafeLink
{
    /// <summary>The address, when it is an absolute one with http or https; else null, and the text stays text.</summary>
    public static string? Of(string? address) =>
        address is not null && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme is "http" or "https") ? uri.AbsoluteUri : null;
}
