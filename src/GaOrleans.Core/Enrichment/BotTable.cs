namespace GaOrleans.Core.Enrichment;

/// <summary>What user agents of programs hold: crawlers, monitors, libraries, headless browsers, previews. Matched in any case.</summary>
internal static class BotTable
{
    /// <summary>Parts that no browser's user agent holds. The word "bot" itself is looked for by <see cref="Bots"/>.</summary>
    public const string Tokens = """
        crawl|spider|slurp|scrap|archiver|archive.org|fetcher|headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress|electron-prerender|prerender
        lighthouse|pagespeed|speed insights|gtmetrix|webpagetest|ptst/|pingdom|uptime|statuscake|site24x7|newrelic|datadog|dynatrace|catchpoint|thousandeyes|zabbix|nagios|check_http|monitor
        checkly|monit/|synthetic|ruxitsynthetic|hetrixtools|freshping|better stack|dareboost|gomez|keynote|panopta|nodeping|appinsights
        google web preview|googleweblight|google-|feedfetcher|mediapartners|adsbot|apis-google|storebot|google favicon|googleother|google page speed|googledocs|googleimageproxy
        bingpreview|adidxbot|msnbot|yandeximages|yandexmetrika|yandexdirect|yandexblogs|yandexmedia|yandexnews|yandexpagechecker|yandex.com/bots|baiduspider|ia_archiver
        facebookexternalhit|facebookcatalog|facebot|meta-external|whatsapp/|telegrambot|skypeuripreview|slackbot|slack-imgproxy|discordbot|embedly|iframely|redditbot|pinterestbot|vkshare|linkpreview|link preview|flipboardproxy|quora link|bitlybot|snap url preview|viber/
        gptbot|chatgpt-user|oai-searchbot|claudebot|claude-|anthropic|perplexity|cohere-|ccbot|bytespider|bytedance/|amazonbot|applebot|duckassist|youbot|diffbot|img2dataset|omgili|timpibot|ai2bot|manus-user|mistralai
        ahrefs|semrush|mj12|dotbot|rogerbot|seokicks|serpstat|screaming frog|sistrix|xovi|deepcrawl|oncrawl|botify|blexbot|linkdex|megaindex|dataforseo|siteauditor|seoscanners|seobility|woorank|netcraft|builtwith|wappalyzer|whatweb
        nmap|nikto|sqlmap|masscan|zgrab|openvas|nessus|qualys|acunetix|censys|shodan|expanse|internet-measurement|internetmeasurement|l9explore|nuclei|wpscan|detectify|hardenize|sitelock|sucuri|zmeu|zaproxy|burp
        curl|wget|libwww|lwp::|python-|python/|urllib|aiohttp|httpx|scrapy|go-http-client|okhttp|java/|jakarta|apache-http|httpclient|http_client|http client|axios|node-fetch|undici|got (|superagent|guzzle|php/|ruby/|rest-client|faraday|mechanize|httpie|postman|insomnia|perl/|libcurl|winhttp|wininet|restsharp|reqwest|hyper/|dart:io|dart/|unirest|k6/|jmeter|apachebench|loader.io|vegeta|hey/|wrk/|artillery|gatling|locust|typhoeus|em-http|nutch|heritrix|colly|jsdom|httrack|htmlparser|winhttrack|teleport|offline explorer|webcopier|webzip|simplepie|magpierss|feedparser|feedburner|feedly|feedbin|feedspot|newsblur|inoreader|netvibes|rss/|rome client|universalfeed
        validator|w3c_|w3c-|linkcheck|link checker|checklink|xenu|siteimprove|monsido|a11y|axe-core|favicon|webhook|verify|validat|proofpoint|barracuda|safebrowsing|virustotal|urlscan|phish|scanner|scan.|trendmicro|paloalto|zscaler|fortiguard|mcafee|bitsight|riskiq|netsystemsresearch|project-resonance|recordedfuture
        http://|https://|www.|+http|@|.com/|.org/|.net/|.io/|fluid/|collapsify|hotjar|miniature.io|testlocally|qtwebengine|browsershots|screenshot|thumbnail|urlpreview|previewer|newspaper|outbrain|taboola|trendiction|brandwatch|mentionbot|meltwater|brandverity|buck/|pcore-http|wordpress/|drupal|joomla|typo3|cloudflare|fastly|varnish|akamai|cookiehub|cookiebot|onetrust|usercentrics|tsm-turingos|abuse.|semantic-|-discovery|evaliant|grapeshot|admantx|proximic|peer39|integralads|ias_|comscore|quantcast|moatbot|adbeat|riddler|ips-agent|server survey|metadata|gatherer|harvest|extractor|sitemap|indexer|search engine|searchengine|website|webmaster|robot
        """;

    /// <summary>
    /// How user agents of programs without the customary <c>Mozilla/</c> begin that are people's all the same: old phones, Opera, and the
    /// network libraries in which native apps report themselves.
    /// </summary>
    public const string PeoplesBeginnings =
        "Mozilla/|Opera/|UCWEB|Nokia|SAMSUNG-|SonyEricsson|BlackBerry|LG-|LGE-|MOT-|SIE-|HTC|ZTE|Huawei|HUAWEI|Alcatel|Vodafone|Dalvik/|Lenovo|DoCoMo|KDDI";

    /// <summary>Words that hold "bot" and are none: a maker of phones, and a country that carriers are named after.</summary>
    public static readonly string[] NoBots = ["cubot", "botswana"];
}
