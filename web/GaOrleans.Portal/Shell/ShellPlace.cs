namespace GaOrleans.Portal.Shell;

/// <summary>Where in the portal an address is: in which area, and of which site.</summary>
/// <param name="Area">What the navigation shows.</param>
/// <param name="Site">The domain, or null outside sites.</param>
/// <param name="Section">The part of the site: empty for its dashboard, else such as <c>queries</c>.</param>
public sealed record ShellPlace(ShellArea Area, string? Site, string Section)
{
    /// <summary>Where there is nothing for the caller.</summary>
    public static ShellPlace Nowhere { get; } = new(ShellArea.Account, null, "");

    /// <summary>Tells it from an address relative to the root, with or without query.</summary>
    public static ShellPlace Of(string path)
    {
        int end = path.AsSpan().IndexOfAny('?', '#');
        string[] parts = (end < 0 ? path : path[..end]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["admin", ..]) return new ShellPlace(ShellArea.Admin, null, parts.Length > 1 ? parts[1] : "");
        if (parts is not ["sites", not "new", ..]) return new ShellPlace(ShellArea.Account, null, parts.Length > 0 ? parts[0] : "");
        return new ShellPlace(ShellArea.Site, Uri.UnescapeDataString(parts[1]), parts.Length > 2 ? parts[2] : "");
    }
}
