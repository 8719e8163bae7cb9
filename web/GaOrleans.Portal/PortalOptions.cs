namespace GaOrleans.Portal;

/// <summary>Settings of the portal, bound once from the section <c>Portal</c> and checked at start.</summary>
public sealed class PortalOptions
{
    /// <summary>Whether the portal is served at all. Default yes; without it the process has the HTTP interfaces only.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The address that people and their sites see, such as <c>https://stats.example.com</c>, for links in mails and in the tracker's snippet. Default: none, then
    /// that of the request, which is right unless a proxy changes the host.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Seconds for which the state of a page is kept for a browser that lost its connection. Default 60. Longer costs memory, shorter makes the page load anew,
    /// at the same place.
    /// </summary>
    public int DisconnectedSeconds { get; set; } = 60;

    /// <summary>Disconnected pages kept at once; the oldest goes first. Default 100.</summary>
    public int DisconnectedPages { get; set; } = 100;

    /// <summary>Says what is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"))
            return $"Portal:PublicUrl has \"{PublicUrl}\", which is no address such as https://stats.example.com";
        if (DisconnectedSeconds is < 0 or > 3600) return "Portal:DisconnectedSeconds must be 0 to 3600";
        return DisconnectedPages < 0 ? "Portal:DisconnectedPages must not be negative" : null;
    }
}
