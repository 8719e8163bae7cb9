using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Sharing;

/// <summary>
/// Shared links as documents. The API makes <c>{"auth":"..."}</c>, which shows all; what the portal makes has a version beside it and its limits. A document
/// that holds anything that is not understood is no link: it would open more than it should.
/// </summary>
public static class SharedLinkJson
{
    private const int Version = 1;
    private const int AuthCharacters = 200;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(StringComparer.Ordinal, "auth", "v", "password", "expires", "origins", "filters", "panels", "period", "notes", "by");

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document.</summary>
    public static string Write(SharedLink link)
    {
        SharedLimits limits = link.Limits;
        var view = new DashboardView { Period = limits.Period, Comparison = limits.Period is null ? ViewComparison.Previous : limits.Comparison };
        return new JsonObject
        {
            ["auth"] = link.Auth,
            ["v"] = Version,
            ["password"] = link.PasswordHash,
            ["expires"] = link.ExpiresMs,
            ["origins"] = new JsonArray([.. link.Origins.Select(origin => JsonValue.Create(origin))]),
            ["filters"] = new JsonArray([.. limits.Locked.Select(filter => JsonValue.Create(FilterCode.Write(filter)))]),
            ["panels"] = limits.Panels is null ? null : new JsonArray([.. limits.Panels.Select(panel => JsonValue.Create(panel))]),
            ["period"] = limits.Period is null ? null : ViewUrl.Write(view),
            ["notes"] = limits.ShowsNotes,
            ["by"] = link.MadeBy,
        }.ToJsonString(Plain);
    }

    /// <summary>Reads a document; null when it is no link.</summary>
    public static SharedLink? Read(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject root || root["auth"]?.GetValue<string>() is not { Length: > 0 and <= AuthCharacters } auth) return null;
            if (root["v"] is not { } version) return root.Count == 1 ? new SharedLink { Auth = auth } : null;
            if (version.GetValue<int>() != Version || root.Any(member => !Known.Contains(member.Key)) || LimitsOf(root) is not { } limits) return null;
            return new SharedLink
            {
                Auth = auth,
                PasswordHash = root["password"]?.GetValue<string>(),
                ExpiresMs = root["expires"]?.GetValue<long>(),
                Origins = [.. Texts(root["origins"]).Select(EmbedOrigin.Normal).OfType<string>().Distinct(StringComparer.Ordinal).Take(EmbedOrigin.Most)],
                MadeBy = root["by"]?.GetValue<string>(),
                Limits = limits,
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // A document that somebody else wrote.
            return null;
        }
    }

    private static SharedLimits? LimitsOf(JsonObject root)
    {
        string[] codes = [.. Texts(root["filters"])];
        ViewFilter[] filters = [.. codes.Select(FilterCode.Read).OfType<ViewFilter>()];
        string[]? panels = root["panels"] is { } named ? [.. Texts(named)] : null;
        if (filters.Length != codes.Length || filters.Length > SharedLimits.MostLocked || panels?.All(panel => PanelCatalogue.Find(panel) is not null) == false) return null;
        DashboardView view = ViewUrl.Read(root["period"]?.GetValue<string>() ?? "");
        if (root["period"] is not null && view.Period is null) return null;
        return new SharedLimits
        {
            Locked = FilterList.Of(filters),
            Panels = panels,
            Period = view.Period,
            Comparison = view.Period is null ? ViewComparison.None : view.Comparison,
            ShowsNotes = root["notes"]?.GetValue<bool>() == true,
        };
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list is null ? [] : list.AsArray().Select(text => text?.GetValue<string>() ?? throw new FormatException("a list of texts holds something else"));
}
