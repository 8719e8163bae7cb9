namespace GaOrleans.Benchmarks.Reports;

/// <summary>The user agent that a browser of today sends, from its name, version and system.</summary>
internal static class UserAgents
{
    public static string Of(string browser, string version, string system)
    {
        string platform = system switch
        {
            "Windows" => "Windows NT 10.0; Win64; x64",
            "macOS" => "Macintosh; Intel Mac OS X 10_15_7",
            "Chrome OS" => "X11; CrOS x86_64 14541.0.0",
            "iOS" => "iPhone; CPU iPhone OS 17_6 like Mac OS X",
            "iPadOS" => "iPad; CPU OS 17_6 like Mac OS X",
            "Android" => "Linux; Android 10; K",
            "HarmonyOS" => "Linux; Android 12; HarmonyOS; MRX-W09",
            _ => "X11; Linux x86_64",
        };
        string mobile = system == "Android" ? "Mobile " : "";
        return browser switch
        {
            "Firefox" => $"Mozilla/5.0 ({platform}; rv:{version}.0) Gecko/20100101 Firefox/{version}.0",
            "Safari" => $"Mozilla/5.0 ({platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{version}.0 {(system == "macOS" ? "" : "Mobile/15E148 ")}Safari/605.1.15",
            "Samsung Internet" => $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/{version}.0 Chrome/130.0.0.0 {mobile}Safari/537.36",
            "Edge" => $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 {mobile}Safari/537.36 Edg/{version}.0.0.0",
            "Opera" => $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 {mobile}Safari/537.36 OPR/{version}.0.0.0",
            _ => $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 {mobile}Safari/537.36",
        };
    }
}
