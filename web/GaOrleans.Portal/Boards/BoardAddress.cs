using GaOrleans.Portal.Queries.Drafts;
using GaOrleans.Portal.Queries.Saving;

namespace GaOrleans.Portal.Boards;

/// <summary>Addresses of boards: the range in place of the tiles' own, and the full screen, stand in them.</summary>
public static class BoardAddress
{
    /// <summary>The list of boards.</summary>
    public static string List(string domain) => $"/sites/{Uri.EscapeDataString(domain)}/boards";

    /// <summary>A board.</summary>
    /// <param name="domain">The site.</param>
    /// <param name="name">Its name.</param>
    /// <param name="range">In place of the ranges of its tiles; null for those.</param>
    /// <param name="fullScreen">Whether it fills the screen.</param>
    public static string Of(string domain, string name, DraftRange? range = null, bool fullScreen = false)
    {
        bool fits = DocumentName.FitsPath(name);
        var parts = new List<string>(4);
        if (!fits) parts.Add("name=" + Uri.EscapeDataString(name));
        if (range is { Name: { } named }) parts.Add("range=" + Uri.EscapeDataString(named));
        else if (range is not null) parts.Add($"from={Uri.EscapeDataString(range.From ?? "")}&to={Uri.EscapeDataString(range.To ?? "")}");
        if (fullScreen) parts.Add("screen=1");
        string path = $"{List(domain)}/{(fits ? Uri.EscapeDataString(name) : "open")}";
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    /// <summary>The range that an address names; null when it names none.</summary>
    public static DraftRange? RangeOf(string? named, string? from, string? to)
    {
        if (!string.IsNullOrEmpty(named)) return new DraftRange(named);
        return from is null || to is null ? null : new DraftRange(null, from, to);
    }
}
