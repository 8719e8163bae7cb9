using GaOrleans.Http.Api;

namespace GaOrleans.Http.Collect;

/// <summary>Maps the collector.</summary>
internal static class CollectRoutes
{
    private const string Tag = "Collector";

    /// <summary>Maps all its endpoints.</summary>
    public static void Map(ApiRoutes routes, EventEndpoint single, BatchEndpoint batch, PixelEndpoint pixel, TrackerScript tracker)
    {
        routes.MapOpen("POST", "/api/event", new RouteInfo(Tag,
            "Takes one event on the Plausible wire, whatever the content type. With a server key (scope ingest) X-Plausible-IP is believed and t may be of any age.",
            Body: """{"n":"pageview","u":"https://example.com/","d":"example.com","r":"https://www.google.com/","id":"e1"}""",
            Answer: "202 ok, once the event is stored safely and counted; x-plausible-dropped says for how many sites it does not count.", Collects: true), single.HandleAsync);
        routes.MapOpen("POST", "/v1/events", new RouteInfo(Tag,
            "Takes up to 1,000 events, as JSON or one a line (NDJSON), gzip allowed. ip, user_agent, visitor_id, country, region, city and timestamps older than a day need a server key (scope ingest).",
            Body: """{"site":"example.com","sent_at":1767225600000,"events":[{"id":"e1","name":"pageview","url":"https://example.com/"}]}""",
            Answer: """202 {"accepted":1,"duplicates":0,"dropped":[],"invalid":[]}""", Query: ["site"], Collects: true), batch.HandleAsync);
        routes.MapOpen("GET", "/pixel.gif", new RouteInfo(Tag,
            "Takes one event from the query, with the keys of the Plausible wire; for pages without JavaScript.", Answer: "200 and a transparent image", Query: ["n", "u", "d", "r"], Collects: true), pixel.HandleAsync);
        foreach (string path in (ReadOnlySpan<string>)["/ga.js", "/js/script.js", "/js/plausible.js"])
        {
            routes.MapOpen("GET", path, new RouteInfo(Tag, "The tracker; also under the names that Plausible's snippets use.", Answer: "200 and JavaScript"), tracker.HandleAsync, headToo: true);
        }

        foreach (string path in (ReadOnlySpan<string>)["/api/event", "/v1/events", "/pixel.gif"])
        {
            routes.MapOpen("OPTIONS", path, new RouteInfo(Tag, "Tells browsers that pages of any origin may post.", Answer: "204"), CollectAnswers.Preflight);
        }
    }
}
