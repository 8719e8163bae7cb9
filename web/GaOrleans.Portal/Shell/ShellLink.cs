namespace GaOrleans.Portal.Shell;

/// <summary>An entry of the navigation.</summary>
/// <param name="Section">The part that it leads to; see <see cref="ShellPlace"/>.</param>
/// <param name="Label">What it says.</param>
/// <param name="Icon">Name of its icon.</param>
public sealed record ShellLink(string Section, string Label, string Icon)
{
    /// <summary>Those of a site.</summary>
    public static IReadOnlyList<ShellLink> OfSite { get; } =
    [
        new("", "Dashboard", "dashboard"), new("queries", "Queries", "query"), new("boards", "Boards", "board"), new("funnels", "Funnels", "funnel"),
        new("retention", "Retention", "retention"), new("paths", "Paths", "path"), new("alerts", "Alerts", "bell"), new("settings", "Settings", "settings"),
    ];

    /// <summary>Those of staff.</summary>
    public static IReadOnlyList<ShellLink> OfAdmin { get; } =
    [
        new("", "Health", "pulse"), new("merchants", "Merchants", "merchant"), new("sites", "Sites", "globe"), new("users", "Users", "user"), new("keys", "Keys", "key"),
        new("dropped", "Dropped hits", "filter"), new("failed", "Failed hits", "inbox"), new("replay", "Replay", "refresh"), new("audit", "Audit log", "list"), new("settings", "Settings", "settings"),
    ];

    /// <summary>Those outside sites.</summary>
    public static IReadOnlyList<ShellLink> OfAccount { get; } = [new("sites", "Sites", "globe"), new("account", "Your account", "user")];

    /// <summary>Its address.</summary>
    public string Url(ShellPlace place) => place.Area switch
    {
        ShellArea.Site => $"/sites/{Uri.EscapeDataString(place.Site!)}{(Section.Length == 0 ? "" : "/" + Section)}",
        ShellArea.Admin => $"/admin{(Section.Length == 0 ? "" : "/" + Section)}",
        _ => "/" + Section,
    };
}
