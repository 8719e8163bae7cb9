namespace GaOrleans.Core.Enrichment;

/// <summary>The user-agent client hints of a request (Sec-CH-UA headers) as text; empty where not sent.</summary>
/// <param name="Brands">Sec-CH-UA or Sec-CH-UA-Full-Version-List.</param>
/// <param name="Platform">Sec-CH-UA-Platform.</param>
/// <param name="PlatformVersion">Sec-CH-UA-Platform-Version.</param>
/// <param name="Mobile">Sec-CH-UA-Mobile.</param>
public sealed record ClientHints(string Brands = "", string Platform = "", string PlatformVersion = "", string Mobile = "")
{
    // From this platform version on, Windows calls itself 11 (learn.microsoft.com, "Detect Windows 11 using User-Agent Client Hints").
    private const int FirstWindows11 = 13;

    /// <summary>The browser that the brands name.</summary>
    /// <returns>Whether they name a known one.</returns>
    internal bool TryBrowser(out string name, out string version)
    {
        foreach (BrowserRule rule in BrowserTable.Brands)
        {
            int at = Brands.IndexOf($"\"{rule.Token}\"", StringComparison.Ordinal);
            if (at < 0) continue;
            name = rule.Name;
            int mark = Brands.IndexOf("v=\"", at, StringComparison.Ordinal);
            version = mark < 0 ? "" : VersionText.WithMinor(VersionText.At(Brands, mark + 3));
            return true;
        }

        name = version = "";
        return false;
    }

    /// <summary>The system that the platform names; its version is empty where the hints do not tell.</summary>
    /// <returns>Whether they name a known one.</returns>
    internal bool TrySystem(out string name, out string version)
    {
        string number = VersionText.At(PlatformVersion.Trim('"', ' '), 0);
        (name, version) = Platform.Trim('"', ' ') switch
        {
            "Windows" => ("Windows", WindowsVersion(number)),
            "macOS" or "Mac OS X" => ("Mac", number),
            "Android" => ("Android", SystemParser.WithoutZero(number)),
            "iOS" => ("iOS", number),
            "Linux" => ("GNU/Linux", ""),
            "Chrome OS" or "Chromium OS" => ("Chrome OS", number),
            _ => ("", ""),
        };
        return name.Length > 0;
    }

    private static string WindowsVersion(string number)
    {
        if (!int.TryParse(number.Split('.')[0], out int major) || major == 0) return "";
        return major >= FirstWindows11 ? "11" : "10";
    }
}
