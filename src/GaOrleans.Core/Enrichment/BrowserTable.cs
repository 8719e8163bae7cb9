namespace GaOrleans.Core.Enrichment;

/// <summary>
/// The browsers, by what their user agents hold. The first line that fits counts, so that what is built on another browser stands before it.
/// Names follow API.md where it gives one.
/// </summary>
internal static class BrowserTable
{
    /// <summary>Name of what shows pages inside an app.</summary>
    public const string MobileApp = "Mobile App";

    /// <summary>Browsers by token.</summary>
    public static readonly BrowserRule[] Rules =
    [
        new("Opera Mini/", "Opera Mini"), new("OPiOS/", "Opera Mini"), new("Opera Mobi", "Opera", "Version/"), new("OPT/", "Opera"), new("OPX/", "Opera GX"),
        new("OPRGX/", "Opera GX"), new("OPR/", "Opera"), new("Opera/", "Opera", "Version/"), new("Opera ", "Opera"),
        new("EdgiOS/", "Microsoft Edge"), new("EdgA/", "Microsoft Edge"), new("Edg/", "Microsoft Edge"), new("Edge/", "Microsoft Edge"),
        new("SamsungBrowser/", "Samsung Browser"), new("YaSearchBrowser/", "Yandex Browser"), new("YaBrowser/", "Yandex Browser"),
        new("Brave/", "Brave"), new("(Brave)", "Brave", "Version/"), new("Brave", "Brave", "Chrome/"), new("Vivaldi/", "Vivaldi"),
        new("UCBrowser/", "UC Browser"), new("UCMobile/", "UC Browser"), new("UCWEB", "UC Browser"), new("UBrowser/", "UC Browser"),
        new("MQQBrowser/", "QQ Browser"), new("QQBrowser/", "QQ Browser"), new("MicroMessenger/", MobileApp), new("MiuiBrowser/", "MIUI Browser"),
        new("HuaweiBrowser/", "Huawei Browser"), new("HeyTapBrowser/", "HeyTap Browser"), new("VivoBrowser/", "Vivo Browser"),
        new("DuckDuckGo/", "DuckDuckGo"), new("Ddg/", "DuckDuckGo"), new("Whale/", "Whale"), new("Silk/", "Silk"), new("Puffin/", "Puffin"),
        new("coc_coc_browser/", "Coc Coc"), new("Maxthon", "Maxthon"), new("MxBrowser/", "Maxthon"), new("Sogou", "Sogou Explorer"), new("MetaSr", "Sogou Explorer"),
        new("LBBROWSER", "Liebao"), new("QIHU 360", "360 Browser"), new("360SE", "360 Browser"), new("360EE", "360 Browser"),
        new("baidubrowser/", "Baidu Browser"), new("BIDUBrowser", "Baidu Browser"), new("baiduboxapp/", MobileApp), new("Iron/", "Iron"), new("Epiphany/", "GNOME Web"),
        new("Falkon/", "Falkon"), new("QupZilla/", "Falkon"), new("Konqueror/", "Konqueror"), new("konqueror/", "Konqueror"), new("PaleMoon/", "Pale Moon"),
        new("SeaMonkey/", "SeaMonkey"), new("Waterfox/", "Waterfox"), new("IceCat/", "IceCat"), new("Iceweasel/", "Firefox"), new("K-Meleon/", "K-Meleon"),
        new("Avast/", "Avast Secure Browser"), new("AVG/", "AVG Secure Browser"), new("CCleaner/", "CCleaner Browser"), new("Comodo_Dragon/", "Comodo Dragon"),
        new("Ecosia", "Ecosia"), new("Quark/", "Quark"), new("PhoenixBrowser/", "Phoenix Browser"), new("Aloha", "Aloha Browser"), new("Arc/", "Arc"),
        new("NaverApp", MobileApp), new("NAVER(", MobileApp), new("KAKAOTALK", MobileApp), new("Line/", MobileApp), new("FBAN/", MobileApp), new("FBAV/", MobileApp), new("FB_IAB/", MobileApp),
        new("Instagram", MobileApp), new("Barcelona", MobileApp), new("BytedanceWebview", MobileApp), new("musical_ly", MobileApp), new("TikTok", MobileApp), new("trill_", MobileApp),
        new("Snapchat/", MobileApp), new("Pinterest/", MobileApp), new("[Pinterest", MobileApp), new("LinkedInApp", MobileApp), new("Twitter for", MobileApp), new("TwitterAndroid", MobileApp),
        new("GSA/", MobileApp), new("WhatsApp", MobileApp), new("Slack", MobileApp), new("Flipboard", MobileApp), new("Dalvik/", MobileApp), new("CFNetwork/", MobileApp),
        new("Electron/", "Desktop App"), new("Thunderbird/", "Thunderbird"),
        new("; wv)", MobileApp),
        new("FxiOS/", "Firefox"), new("Focus/", "Firefox Focus"), new("Klar/", "Firefox Focus"), new("CriOS/", "Chrome"), new("IEMobile", "Internet Explorer"), new("MSIE ", "Internet Explorer"),
        new("Trident/", "Internet Explorer", "rv:"), new("Ubuntu Chromium/", "Chromium"), new("Chromium/", "Chromium"),
        new("Firefox/", "Firefox"), new("Fennec/", "Firefox"),
    ];

    /// <summary>Brands of Sec-CH-UA that say more than the engine, and their names.</summary>
    public static readonly BrowserRule[] Brands =
    [
        new("Brave", "Brave"), new("Microsoft Edge WebView2", MobileApp), new("Microsoft Edge", "Microsoft Edge"), new("Opera GX", "Opera GX"), new("Opera", "Opera"), new("Opera Mini", "Opera Mini"),
        new("Samsung Internet", "Samsung Browser"), new("Vivaldi", "Vivaldi"), new("YaBrowser", "Yandex Browser"), new("Yandex", "Yandex Browser"),
        new("Whale", "Whale"), new("DuckDuckGo", "DuckDuckGo"), new("Android WebView", MobileApp), new("HuaweiBrowser", "Huawei Browser"), new("MiuiBrowser", "MIUI Browser"),
        new("Coc Coc", "Coc Coc"), new("Avast Secure Browser", "Avast Secure Browser"), new("AVG Secure Browser", "AVG Secure Browser"), new("CCleaner Browser", "CCleaner Browser"),
        new("Norton Secure Browser", "Norton Secure Browser"), new("Norton Private Browser", "Norton Secure Browser"), new("Ecosia", "Ecosia"), new("Arc", "Arc"),
        new("Google Chrome", "Chrome"), new("Chrome", "Chrome"),
    ];
}
