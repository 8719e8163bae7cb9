using System.Text.Json;

namespace GaOrleans.Browser;

public sealed class CustomEventTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task Track_SendsPropsAndRevenue_AndTellsTheCallback()
    {
        await Open("/cart");
        var status = await Page.EvaluateAsync<int>(
            """
            () => new Promise(done => AnalyticsService.track('Purchase', {
                props: { plan: 'Pro', seats: 3 },
                revenue: { currency: 'EUR', amount: 129.9 },
                interactive: false,
                callback: result => done(result.status)
            }))
            """);
        Assert.Equal(202, status);
        var sent = await Recorder.WaitFor("Purchase");
        Assert.Equal("""{"plan":"Pro","seats":3}""", sent.Body.GetProperty("p").GetRawText());
        Assert.Equal("""{"currency":"EUR","amount":129.9}""", sent.Body.GetProperty("revenue").GetRawText());
        Assert.Equal(JsonValueKind.False, sent.Body.GetProperty("i").ValueKind);
        Assert.Equal("/cart", sent.Url.AbsolutePath);
    }

    [BrowserFact]
    public async Task Track_LeavesOutWhatIsNotGiven()
    {
        await Open();
        await Page.EvaluateAsync("() => AnalyticsService.track('Plain')");
        var sent = await Recorder.WaitFor("Plain");
        Assert.All(["p", "revenue", "i", "vid", "h", "e", "sd"], field => Assert.False(sent.Has(field), field));
    }

    [BrowserFact]
    public async Task Plausible_IsAnAlias_AndItsQueueIsSent()
    {
        await Page.AddInitScriptAsync(
            """
            window.plausible = window.plausible || function () { (plausible.q = plausible.q || []).push(arguments) }
            plausible('Signup', { props: { method: 'mail' } })
            """);
        await Open();
        Assert.Equal("mail", (await Recorder.WaitFor("Signup")).Body.GetProperty("p").GetProperty("method").GetString());
        await Page.EvaluateAsync("() => plausible('Later', { u: location.origin + '/named' })");
        Assert.Equal("/named", (await Recorder.WaitFor("Later")).Url.AbsolutePath);
    }

    [BrowserFact]
    public async Task AnalyticsService_SendsItsQueue_WhenItWasCalledBeforeLoading()
    {
        await Page.AddInitScriptAsync("window.AnalyticsService = { q: [], track() { this.q.push(arguments) } }; AnalyticsService.track('Early')");
        await Open();
        await Recorder.WaitFor("Early");
    }

    [BrowserFact]
    public async Task Plausible_IsLeftAlone_WhenAnotherScriptHasLoadedIt()
    {
        await Page.AddInitScriptAsync("window.plausible = () => 'theirs'");
        await Open();
        Assert.Equal("theirs", await Page.EvaluateAsync<string>("() => plausible('x')"));
    }

    [BrowserFact]
    public async Task Track_NeverThrows_WhenItIsMisused()
    {
        await Open();
        await Page.EvaluateAsync(
            """
            () => {
                const circle = {}; circle.self = circle
                AnalyticsService.track(); AnalyticsService.track('a', null); AnalyticsService.track('b', 'text')
                AnalyticsService.track('c', { callback: 5 }); AnalyticsService.track('d', { props: circle })
                AnalyticsService.track('e', { callback() { throw new Error('of the caller') } })
                return new Promise(done => AnalyticsService.track('f', { callback: () => done(1) }))
            }
            """);
        await Recorder.WaitFor("f");
    }
}
