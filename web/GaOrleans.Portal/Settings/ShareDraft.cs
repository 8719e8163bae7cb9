using GaOrleans.Core.Sites;
using GaOrleans.Engine.Sites;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Settings;

/// <summary>A shared link while it is being filled in.</summary>
public sealed class ShareDraft
{
    /// <summary>Most characters of a name, as the API has it.</summary>
    public const int NameCharacters = 120;

    /// <summary>Least characters of a password.</summary>
    public const int LeastPassword = 6;

    private const long DaySeconds = 86_400;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>A new password; empty for none, or to keep the one that is there.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether the password that is there is kept.</summary>
    public bool KeepsPassword { get; set; }

    /// <summary>The last day on which it opens; null for all.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>The segment that holds; 0 for none.</summary>
    public long Segment { get; set; }

    /// <summary>The other conditions that hold.</summary>
    public List<ShareLock> Locks { get; } = [];

    /// <summary>The period that is fixed; null when visitors choose.</summary>
    public ViewPeriod? Period { get; set; }

    /// <summary>The panels that are shown.</summary>
    public HashSet<string> Panels { get; } = [.. PanelCatalogue.All.Select(panel => panel.Key)];

    /// <summary>Whether notes are shown.</summary>
    public bool ShowsNotes { get; set; }

    /// <summary>Whether other pages may show it.</summary>
    public bool Embeds { get; set; }

    /// <summary>The origins of these, a line each.</summary>
    public string Origins { get; set; } = "";

    /// <summary>A draft of a link that is there.</summary>
    public static ShareDraft Of(string name, SharedLink link, string timezone)
    {
        var draft = new ShareDraft
        {
            Name = name,
            KeepsPassword = link.PasswordHash is not null,
            LastDay = link.ExpiresMs is { } ms ? DayOf(ms - 1, timezone) : null,
            Period = link.Limits.Period,
            ShowsNotes = link.Limits.ShowsNotes,
            Embeds = link.Origins.Count > 0,
            Origins = string.Join('\n', link.Origins),
        };
        if (link.Limits.Panels is { } panels) draft.Panels.IntersectWith(panels);
        foreach (ViewFilter filter in link.Limits.Locked)
        {
            if (filter.Dimension == ViewFilter.Segment && draft.Segment == 0 && long.TryParse(filter.Values[0], out long segment)) draft.Segment = segment;
            else draft.Locks.Add(ShareLock.Of(filter));
        }

        return draft;
    }

    /// <summary>Makes the link.</summary>
    /// <param name="old">The link that it takes the place of, whose address it keeps; null for a new one.</param>
    /// <param name="timezone">The site's zone.</param>
    /// <param name="hash">Makes the hash of a password.</param>
    /// <param name="error">What is wrong, for people; null when nothing is.</param>
    public SharedLink? Make(SharedLink? old, string timezone, Func<SharedLink, string, string> hash, out string? error)
    {
        error = Problem();
        if (error is not null) return null;
        var filters = new List<ViewFilter>();
        if (Segment > 0 && ViewFilter.Is(ViewFilter.Segment, Segment.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } segment) filters.Add(segment);
        filters.AddRange(Locks.Select(@lock => @lock.Make()!));
        var link = new SharedLink
        {
            Auth = old?.Auth ?? SharedLink.NewAuth(),
            PasswordHash = KeepsPassword ? old?.PasswordHash : null,
            ExpiresMs = LastDay is { } day ? EndOf(day, timezone) : null,
            Origins = Embeds ? [.. OriginLines().Select(EmbedOrigin.Normal).OfType<string>().Distinct(StringComparer.Ordinal)] : [],
            MadeBy = old?.MadeBy,
            Limits = new SharedLimits
            {
                Locked = FilterList.Of(filters),
                Panels = Panels.Count == PanelCatalogue.All.Count ? null : [.. PanelCatalogue.All.Select(panel => panel.Key).Where(Panels.Contains)],
                Period = Period,
                ShowsNotes = ShowsNotes,
            },
        };
        return Password.Length == 0 ? link : link with { PasswordHash = hash(link, Password) };
    }

    private string? Problem()
    {
        if (Name.Trim().Length is 0 or > NameCharacters) return "Give it a name.";
        if (Password.Length > 0 && Password.Length is < LeastPassword or > ShareAccess.PasswordCharacters) return $"A password has at least {LeastPassword} characters.";
        // Rates of conversion are shares of those who did not reach the goal as well: they would tell what is not to be shown.
        if (Locks.Any(@lock => @lock.Dimension == ViewFilter.Goal)) return "A link cannot be held to a goal: rates of conversion would tell of all other visitors.";
        if (Locks.Find(@lock => @lock.Make() is null) is { } bad) return $"“{bad.Values}” cannot be a value of this condition. Countries have two letters, such as DE.";
        if (Locks.Count + (Segment > 0 ? 1 : 0) > SharedLimits.MostLocked) return $"At most {SharedLimits.MostLocked} conditions.";
        if (!Embeds) return null;
        string[] lines = OriginLines();
        if (lines.Length is 0 or > EmbedOrigin.Most) return "Name the pages that may embed it, such as https://intranet.example, one on a line.";
        return Array.Find(lines, line => EmbedOrigin.Normal(line) is null) is { } wrong ? $"“{wrong}” is no origin, such as https://intranet.example." : null;
    }

    private string[] OriginLines() => Origins.Split(['\n', '\r', ' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ZoneRules Zone(string timezone) => Zones.TryFind(timezone, out ZoneRules? known) ? known : ZoneRules.Utc;

    private static long EndOf(DateOnly day, string timezone) =>
        Zone(timezone).FromLocal((day.DayNumber + 1 - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * DaySeconds) * 1000;

    private static DateOnly DayOf(long ms, string timezone)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        return DateOnly.FromDateTime(at.UtcDateTime.AddSeconds(Zone(timezone).OffsetAt(at.ToUnixTimeSeconds())));
    }
}
