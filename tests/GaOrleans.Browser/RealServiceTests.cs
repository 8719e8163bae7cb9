namespace GaOrleans.Browser;

public sealed class RealServiceTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task Report_CountsWhatTheBrowserDid_WhenTheTrackerComesFromTheRealService()
    {
        await using var service = await ServiceUnderTest.Start();
        Site.Script = $"src=\"{service.Url}/ga.js\" data-domain=\"demo.example\" data-local";
        // A headless browser names itself so and would be dropped as a robot.
        await Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36",
            ["Sec-CH-UA"] = "\"Chromium\";v=\"154\", \"Google Chrome\";v=\"154\", \"Not_A Brand\";v=\"99\"",
        });
        await Stored(() => Page.GotoAsync(Site.At("/start?utm_source=news")));
        await Stored(() => Page.EvaluateAsync("() => history.pushState({}, '', '/product')"), "engagement", "pageview");
        await Stored(() => Page.EvaluateAsync("() => AnalyticsService.track('Purchase', { props: { plan: 'Pro' }, revenue: { currency: 'EUR', amount: 12.5 } })"));
        await Stored(() => Show(false), "engagement");

        Assert.Equal(["Purchase 1 1", "pageview 1 2"],
            (await service.Rows("event:name", "visitors", "events")).Order(StringComparer.Ordinal));
        // Of a page of ten screens one was seen.
        Assert.Equal(["/product 1 1 10", "/start 1 1 10"], (await service.Rows("event:page", "visitors", "pageviews", "scroll_depth")).Order(StringComparer.Ordinal));
        Assert.Equal(["Pro 1"], (await service.Rows("event:props:plan", "events")).Where(row => row.StartsWith("Pro", StringComparison.Ordinal)));
        Assert.Equal(["news 1"], await service.Rows("visit:source", "visits"));
        Assert.Equal(["Chrome 1"], await service.Rows("visit:browser", "visits"));
    }

    // The service answers after a hit is stored and applied, so reports asked afterwards count it.
    private async Task Stored(Func<Task> act, params string[] names)
    {
        names = names.Length == 0 ? [""] : names;
        var answers = names.Select(name => Page.WaitForResponseAsync(response =>
            response.Url.EndsWith("/api/event", StringComparison.Ordinal) && response.Request.PostData?.Contains(name, StringComparison.Ordinal) == true)).ToArray();
        await act();
        foreach (var answer in await Task.WhenAll(answers))
        {
            Assert.Equal(202, answer.Status);
            Assert.DoesNotContain("x-plausible-dropped", answer.Headers.Keys);
        }
    }
}
