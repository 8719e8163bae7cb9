using System.Buffers;

namespace GaOrleans.Core.Enrichment;

/// <summary>
/// Reads browser, system and device from a user agent, by the tables <see cref="BrowserTable"/> and <see cref="SystemParser"/>; client hints,
/// where sent, count more, because user agents are frozen. Allocates; callers keep its answers.
/// </summary>
public static class UserAgents
{
    /// <summary>Bytes of a user agent that are looked at.</summary>
    public const int BytesMost = 1024;

    /// <summary>Televisions and what is plugged into them count as Desktop, as Plausible has it.</summary>
    private static readonly SearchValues<string> Televisions = SearchValues.Create(
        ["SmartTV", "SMART-TV", "Smart TV", "Smart-TV", "GoogleTV", "Google TV", "Android TV", "AppleTV", "Apple TV", "HbbTV", "BRAVIA", "CrKey", "Web0S", "Roku/", "NetCast", "Viera",
         "; AFT", "Large Screen"], StringComparison.Ordinal);

    /// <summary>What the client is. Never fails; unknown parts are empty.</summary>
    public static ClientTraits Parse(string agent, ClientHints hints)
    {
        (string os, string osVersion) = SystemParser.Parse(agent);
        if (hints.TrySystem(out string hintedOs, out string hintedOsVersion))
        {
            if (hintedOsVersion.Length > 0 || hintedOs != os) osVersion = hintedOsVersion;
            os = hintedOs;
        }

        (string browser, string version) = BrowserOf(agent);
        if (hints.TryBrowser(out string hinted, out string hintedVersion) && OverrulesAgent(hinted, browser))
        {
            if (hinted != browser || version.Length == 0) version = hintedVersion;
            browser = hinted;
            if (browser == BrowserTable.MobileApp) version = "";
        }

        return new ClientTraits(DeviceOf(agent, os, hints), browser, VersionText.WithMinor(version), os, osVersion);
    }

    /// <summary>Chrome and a web view, as brands, say only which engine it is; an agent that names what is built on it says more.</summary>
    private static bool OverrulesAgent(string hinted, string browser) => hinted switch
    {
        "Chrome" => browser is "" or "Chromium" or "Safari",
        BrowserTable.MobileApp => browser is "" or "Chromium" or "Chrome" or "Safari" or "Android Browser",
        _ => true,
    };

    private static (string Name, string Version) BrowserOf(string agent)
    {
        foreach (BrowserRule rule in BrowserTable.Rules)
        {
            int at = agent.IndexOf(rule.Token, StringComparison.Ordinal);
            if (at < 0) continue;
            string version = rule.Name == BrowserTable.MobileApp ? "" : VersionText.After(agent, rule.Version ?? rule.Token);
            if (version.Length == 0 && rule.Version is not null) version = VersionText.At(agent, at + rule.Token.Length);
            return (rule.Name, version);
        }

        return EngineBrowserOf(agent);
    }

    private static (string Name, string Version) EngineBrowserOf(string agent)
    {
        bool android = Has(agent, "Android");
        if (android && Has(agent, "Version/") && Has(agent, "Chrome/")) return (BrowserTable.MobileApp, "");
        if (Has(agent, "Chrome/")) return ("Chrome", VersionText.After(agent, "Chrome/"));
        if (android && Has(agent, "AppleWebKit")) return ("Android Browser", VersionText.After(agent, "Android"));
        bool apple = Has(agent, "iPhone") || Has(agent, "iPad") || Has(agent, "iPod");
        if (apple && !Has(agent, "Safari/")) return (BrowserTable.MobileApp, "");
        if (Has(agent, "Safari/")) return ("Safari", VersionText.After(agent, "Version/"));
        if (Has(agent, "AppleWebKit") && Has(agent, "Macintosh")) return (BrowserTable.MobileApp, "");
        return ("", "");
    }

    private static string DeviceOf(string agent, string os, ClientHints hints)
    {
        if (agent.AsSpan().ContainsAny(Televisions)) return "Desktop";
        // Windows 7 says "Tablet PC" of ordinary computers.
        bool tablet = Has(agent, "Tablet") && !Has(agent, "Tablet PC");
        if (tablet || Has(agent, "iPad") || Has(agent, "PlayBook") || Has(agent, "Kindle")) return "Tablet";
        bool mobile = hints.Mobile == "?1" || Has(agent, "Mobi") || Has(agent, "iPhone") || Has(agent, "iPod");
        return os switch
        {
            "Android" or "HarmonyOS" => mobile || Has(agent, "Opera Mini") || Has(agent, "Dalvik/") ? "Mobile" : "Tablet",
            "iOS" => mobile ? "Mobile" : Has(agent, "Macintosh") ? "Tablet" : "Mobile",
            "Windows Phone" or "KaiOS" or "Symbian" or "BlackBerry OS" => "Mobile",
            "" when !mobile && agent.Length == 0 => "",
            _ => mobile || Has(agent, "Opera Mini") ? "Mobile" : "Desktop",
        };
    }

    private static bool Has(string agent, string token) => agent.Contains(token, StringComparison.Ordinal);
}
