using System.Globalization;

namespace GaOrleans.Portal.Onboarding;

/// <summary>A way to send hits of a site, to be copied.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Label">What the tab says.</param>
/// <param name="Explanation">What it is for.</param>
/// <param name="Code">The text.</param>
public sealed record Snippet(string Key, string Label, string Explanation, string Code)
{
    // What programs send has to say that it is a browser, else it is taken for a bot.
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    /// <summary>The ways that the collector takes.</summary>
    /// <param name="service">The address of the service, without a slash at its end.</param>
    /// <param name="domain">The site: letters, digits, dots, hyphens and underscores only, so that it needs no escaping in any of them.</param>
    public static IReadOnlyList<Snippet> All(string service, string domain) =>
    [
        new("tracker", "Our tracker", "Put it into the <head> of every page. It sends page views, engagement, outbound links and downloads, survives lost connections, and sets no cookies.",
            $"<script defer data-domain=\"{domain}\" src=\"{service}/ga.js\"></script>"),
        new("spa", "Apps", "The same script: changes of the path count as page views by themselves. Where your app uses the fragment of the address, say so.",
            $"<script defer data-domain=\"{domain}\" data-hash src=\"{service}/ga.js\"></script>"),
        new("events", "Your events", "Where it happens, such as on the page after paying; it may stand before the tracker or behind. Add a goal of the same name in the settings to see conversions and revenue.",
            """
            <script>
              window.plausible = window.plausible || function () { (plausible.q = plausible.q || []).push(arguments) }
              plausible('Purchase', { props: { plan: 'pro' }, revenue: { currency: 'EUR', amount: 129.90 } })
            </script>
            """),
        new("plausible", "Plausible", "A page that has Plausible's script keeps it: point its data-api here. Where it calls plausible.init, give that the same address as endpoint.",
            $"<script defer data-domain=\"{domain}\" data-api=\"{service}/api/event\" src=\"https://plausible.io/js/script.js\"></script>"),
        new("pixel", "Pixel", "An image that counts a page view, for mails and for visitors without scripts. Write the address of the page into u.",
            $"<noscript><img src=\"{service}/pixel.gif?n=pageview&d={domain}&u=https%3A%2F%2F{domain}%2F\" alt=\"\" width=\"1\" height=\"1\" referrerpolicy=\"no-referrer-when-downgrade\"></noscript>"),
        new("curl", "curl", "One hit from the command line, as a browser would send it: good for trying.",
            $"curl -X POST {service}/api/event -H 'Content-Type: application/json' -A '{Browser}' \\\n  -d '{{\"n\":\"pageview\",\"u\":\"https://{domain}/\",\"d\":\"{domain}\"}}'"),
        new("server", "Server", "Up to 1,000 events at once. With a key that may send hits (settings, keys) your server says whose hit it is, by address and browser, and when it happened; the id makes retries harmless.",
            string.Create(CultureInfo.InvariantCulture, $$$"""
            curl -X POST {{{service}}}/v1/events -H 'Authorization: Bearer YOUR_KEY' -H 'Content-Type: application/json' \
              -d '{"site":"{{{domain}}}","events":[{"id":"order-1001","name":"Purchase","url":"https://{{{domain}}}/thanks",
                   "ip":"203.0.113.7","user_agent":"{{{Browser}}}","revenue":{"currency":"EUR","amount":129.90}}]}'
            """)),
    ];
}
