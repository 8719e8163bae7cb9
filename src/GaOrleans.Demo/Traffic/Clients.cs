namespace GaOrleans.Demo.Traffic;

/// <summary>User agents as browsers of desktops, phones and tablets send them, and some robots'.</summary>
internal static class Clients
{
    private const string WebKit = "AppleWebKit/537.36 (KHTML, like Gecko)";
    private const string Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) " + WebKit;
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ";
    private const string Apple = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
    private const string Android = "Mozilla/5.0 (Linux; Android 10; K) " + WebKit;
    private const string IPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ";

    /// <summary>People's browsers.</summary>
    public static Weighted<Client> People { get; } = new(
        (20, new(Windows + " Chrome/154.0.0.0 Safari/537.36", "1920x1080")),
        (6, new(Windows + " Chrome/153.0.0.0 Safari/537.36", "1536x864")),
        (7, new(Windows + " Chrome/154.0.0.0 Safari/537.36 Edg/154.0.0.0", "1920x1080")),
        (4, new("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:155.0) Gecko/20100101 Firefox/155.0", "1920x1080")),
        (2, new(Windows + " Chrome/152.0.0.0 Safari/537.36 OPR/136.0.0.0", "1366x768")),
        (6, new(Mac + WebKit + " Chrome/154.0.0.0 Safari/537.36", "1728x1117")),
        (5, new(Mac + Apple + " Version/26.1 Safari/605.1.15", "1512x982")),
        (2, new("Mozilla/5.0 (X11; Linux x86_64; rv:155.0) Gecko/20100101 Firefox/155.0", "2560x1440")),
        (1, new("Mozilla/5.0 (X11; Linux x86_64) " + WebKit + " Chrome/154.0.0.0 Safari/537.36", "1920x1080")),
        (1, new("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) " + WebKit + " Chrome/154.0.0.0 Safari/537.36", "1366x768")),
        (17, new(IPhone + Apple + " Version/26.1 Mobile/15E148 Safari/604.1", "393x852")),
        (2, new(IPhone + Apple + " CriOS/154.0.7444.46 Mobile/15E148 Safari/604.1", "430x932")),
        (3, new(IPhone + Apple + " Mobile/22G86 Instagram 402.0.0.20.84 (iPhone16,2; iOS 18_6; en_US; en; scale=3.00; 1290x2796; 788110293)", "430x932")),
        (16, new(Android + " Chrome/154.0.0.0 Mobile Safari/537.36", "412x915")),
        (5, new(Android + " SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36", "384x854")),
        (1, new("Mozilla/5.0 (Android 16; Mobile; rv:155.0) Gecko/155.0 Firefox/155.0", "412x915")),
        (2, new("Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) " + Apple + " Version/26.1 Mobile/15E148 Safari/604.1", "820x1180")),
        (1, new("Mozilla/5.0 (Linux; Android 15; SM-X710) " + WebKit + " Chrome/154.0.0.0 Safari/537.36", "800x1280")));

    /// <summary>Crawlers, monitors and libraries.</summary>
    public static Weighted<Client> Robots { get; } = new(
        (6, new("Mozilla/5.0 " + WebKit + "; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/154.0.0.0 Safari/537.36", "")),
        (4, new("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "")),
        (3, new("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "")),
        (2, new("Mozilla/5.0 (X11; Linux x86_64) " + WebKit + " HeadlessChrome/154.0.0.0 Safari/537.36", "800x600")),
        (2, new("python-requests/2.32.3", "")),
        (1, new("curl/8.11.1", "")));
}
