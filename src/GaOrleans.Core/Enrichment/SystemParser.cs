namespace GaOrleans.Core.Enrichment;

/// <summary>Finds operating system and version in a user agent. Windows by its market names, others as <c>major.minor</c> as written.</summary>
internal static class SystemParser
{
    private static readonly (string Token, string Version)[] WindowsVersions =
    [
        ("Windows NT 10.0", "10"), ("Windows NT 11.0", "11"), ("Windows NT 6.4", "10"), ("Windows NT 6.3", "8.1"), ("Windows NT 6.2", "8"), ("Windows NT 6.1", "7"),
        ("Windows NT 6.0", "Vista"), ("Windows NT 5.2", "XP"), ("Windows NT 5.1", "XP"), ("Windows XP", "XP"), ("Windows NT 5.01", "2000"),
        ("Windows NT 5.0", "2000"), ("Windows 2000", "2000"), ("Windows NT", "NT"), ("Win 9x 4.90", "ME"), ("Windows ME", "ME"),
        ("Windows 98", "98"), ("Win98", "98"), ("Windows 95", "95"), ("Win95", "95"), ("Windows CE", "CE"), ("WindowsCE", "CE"),
    ];

    // In this order: what names itself besides another system stands first.
    private static readonly (string Token, string Name)[] Others =
    [
        ("KAIOS/", "KaiOS"), ("Tizen", "Tizen"), ("Web0S", "webOS"), ("webOS", "webOS"), ("hpwOS", "webOS"), ("CrOS", "Chrome OS"), ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"), ("Adr ", "Android"), ("Silk/", "Android"), ("PlayStation", "PlayStation"), ("Nintendo", "Nintendo"), ("BB10", "BlackBerry OS"), ("BlackBerry", "BlackBerry OS"),
        ("Symbian", "Symbian"), ("FreeBSD", "FreeBSD"), ("OpenBSD", "OpenBSD"), ("NetBSD", "NetBSD"), ("SunOS", "Solaris"),
        ("Linux", "GNU/Linux"), ("Ubuntu", "GNU/Linux"), ("X11", "GNU/Linux"),
    ];

    /// <summary>System and version; empty when not known.</summary>
    public static (string Name, string Version) Parse(string agent)
    {
        if (Has(agent, "Windows Phone") || Has(agent, "XBLWP7") || Has(agent, "ZuneWP7")) return ("Windows Phone", WindowsPhoneVersion(agent));
        if (Has(agent, "iPhone") || Has(agent, "iPad") || Has(agent, "iPod") || Has(agent, "iOS;")) return ("iOS", AppleVersion(agent));
        if (Has(agent, "EdgiOS/") || Has(agent, "CriOS/") || Has(agent, "FxiOS/")) return ("iOS", "");
        if (Has(agent, "Windows") || Has(agent, "Win95") || Has(agent, "Win98") || Has(agent, "Win 9x")) return ("Windows", WindowsVersion(agent));
        if (Has(agent, "Mac OS X") || Has(agent, "Macintosh") || Has(agent, "Mac_PowerPC")) return ("Mac", VersionText.After(agent, "Mac OS X"));
        if (Has(agent, "CFNetwork/")) return ("iOS", "");
        foreach ((string token, string name) in Others)
        {
            if (Has(agent, token)) return (name, VersionOf(agent, token, name));
        }

        return ("", "");
    }

    private static string VersionOf(string agent, string token, string name) => name switch
    {
        "Android" => token == "Silk/" ? "" : WithoutZero(VersionText.After(agent, token)),
        "KaiOS" or "Tizen" or "HarmonyOS" => VersionText.After(agent, token),
        "GNU/Linux" => VersionText.After(agent, "Ubuntu/"),
        _ => "",
    };

    /// <summary>Android counts whole numbers since 10; hints say <c>13.0</c> where user agents say <c>13</c>.</summary>
    internal static string WithoutZero(string version) => version.Length == 4 && version.EndsWith(".0", StringComparison.Ordinal) ? version[..2] : version;

    private static string WindowsVersion(string agent)
    {
        foreach ((string token, string version) in WindowsVersions)
        {
            if (Has(agent, token)) return version;
        }

        return "";
    }

    private static string WindowsPhoneVersion(string agent)
    {
        string version = VersionText.After(agent, "Windows Phone OS ");
        return version.Length > 0 ? version : VersionText.After(agent, "Windows Phone ");
    }

    private static string AppleVersion(string agent)
    {
        foreach (string token in (ReadOnlySpan<string>)["iPhone OS", "IPhone OS", "CPU OS", "iPad OS", "CPU iPhone", "iOS "])
        {
            string version = VersionText.After(agent.Replace('+', ' '), token);
            if (version.Length > 0) return version;
        }

        return "";
    }

    private static bool Has(string agent, string token) => agent.Contains(token, StringComparison.Ordinal);
}
