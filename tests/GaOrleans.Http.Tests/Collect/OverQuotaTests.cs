using System.Net;
using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Quotas;
using GaOrleans.Http.Tests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Http.Tests.Collect;

/// <summary>Merchants who have sent as many hits in a month as they may, or have as many sites.</summary>
public sealed class OverQuotaTests(HttpFixture service) : IClassFixture<HttpFixture>, IAsyncLifetime
{
    private const string Hit = """{"n":"pageview","u":"https://shop.example/","d":"shop.example"}""";
    private static readonly CancellationToken None = CancellationToken.None;

    private Merchant Shop => service.Configuration.FindMerchant(service.Configuration.FindSite("shop.example")!.MerchantId)!;

    private HitQuotas Quotas => service.App.Services.GetRequiredService<HitQuotas>();

    public async Task InitializeAsync()
    {
        service.Sink.Clear();
        await SetAsync(3);
    }

    // The clock goes on by a month, so that tests begin with nothing used.
    public async Task DisposeAsync()
    {
        service.Clock.Now = service.Clock.Now.AddMonths(1);
        await Quotas.TurnAsync(None);
    }

    [Fact]
    public async Task Hits_AreAnswered429_WithTheTimeToComeBack_AndNothingIsStored()
    {
        await UseUpAsync();
        foreach (Func<Task<HttpResponseMessage>> send in new Func<Task<HttpResponseMessage>>[]
        {
            () => service.PostAsync("/api/event", Hit),
            () => service.Client.GetAsync("/pixel.gif?u=https://shop.example/&d=shop.example"),
            () => service.PostAsync("/v1/events", """{"site":"shop.example","events":[{"name":"pageview","url":"https://shop.example/"}]}"""),
        })
        {
            using HttpResponseMessage answer = await send();
            Assert.Contains("used up its hits of this month", await HttpFixture.BodyAsync(answer, HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromHours(1), answer.Headers.RetryAfter!.Delta);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        }

        Assert.Equal(3, service.Sink.Hits.Count);
    }

    [Fact]
    public async Task Hits_OfOthers_AreTaken_InTheSameBatch()
    {
        await UseUpAsync();
        const string Mixed = """{"events":[{"name":"pageview","url":"https://shop.example/"},{"name":"pageview","url":"https://other.example/"}]}""";
        using HttpResponseMessage answer = await service.PostAsync("/v1/events", Mixed);
        JsonElement body = JsonDocument.Parse(await HttpFixture.BodyAsync(answer, HttpStatusCode.Accepted)).RootElement;
        Assert.Equal(1, body.GetProperty("accepted").GetInt32());
        Assert.Equal("""[{"index":0,"reason":"over_quota"}]""", body.GetProperty("dropped").GetRawText());
        using HttpResponseMessage list = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://x.example/","d":"shop.example,other.example"}""");
        await HttpFixture.BodyAsync(list, HttpStatusCode.Accepted);
        Assert.Equal("1", Assert.Single(list.Headers.GetValues("x-plausible-dropped")));
    }

    [Fact]
    public async Task OnlyWhatCounts_IsCountedToTheMonth()
    {
        await service.PostAsync("/api/event", """{"n":"engagement","u":"https://shop.example/","d":"shop.example","e":1000}""");
        using var bot = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new StringContent(Hit) };
        bot.Headers.UserAgent.ParseAdd("Googlebot/2.1");
        await service.Client.SendAsync(bot);
        await service.PostAsync("/api/event", """{"n":"pageview","u":"https://missing.example/","d":"missing.example"}""");
        await service.PostAsync("/api/event", Hit);
        await Quotas.TurnAsync(None);
        Assert.Equal(1, (await Quotas.ReadAsync(Shop.Id, None)).Used);
    }

    [Fact]
    public async Task Staff_SetsAndSeesQuotas_AndWhatWasDoneIsWrittenDown()
    {
        string path = $"/api/admin/merchants/{Shop.Id}", staff = service.Key("staff");
        await UseUpAsync();
        using HttpResponseMessage seen = await service.SendAsync(HttpMethod.Get, path, staff);
        Assert.Contains("\"hits_this_month\":3,\"monthly_hits\":3", await HttpFixture.BodyAsync(seen, HttpStatusCode.OK), StringComparison.Ordinal);
        using HttpResponseMessage raised = await service.SendAsync(HttpMethod.Put, path, staff, """{"monthly_hits":null}""");
        Assert.Contains("\"monthly_hits\":null", await HttpFixture.BodyAsync(raised, HttpStatusCode.OK), StringComparison.Ordinal);
        await service.PostAsync("/api/event", Hit);
        service.Clock.Now += HitQuotas.QuotaHolds;
        await Quotas.TurnAsync(None);
        using HttpResponseMessage taken = await service.PostAsync("/api/event", Hit);
        await HttpFixture.BodyAsync(taken, HttpStatusCode.Accepted);
        AuditEntry entry = (await Audit.ReadOfMerchantAsync(Shop.Id, null, 1, None)).Entries[0];
        Assert.Equal(("merchant.plan", "hits a month 3 to default", true), (entry.Action, entry.Detail, entry.ByStaff));
        using HttpResponseMessage wrong = await service.SendAsync(HttpMethod.Put, path, staff, """{"monthly_hits":-1}""");
        await HttpFixture.BodyAsync(wrong, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Sites_AreRefused402_BeyondThePlan_ButNotToStaff()
    {
        MerchantPlan plan = await Plans.OfAsync(Shop.Id, None);
        Assert.NotNull(await Plans.PutAsync(Shop.Id, plan with { Sites = 2 }, None));
        using HttpResponseMessage refused = await service.SendAsync(HttpMethod.Post, "/api/v1/sites", service.Key("all"), """{"domain":"third.example"}""");
        Assert.Contains("as many sites as its plan allows", await HttpFixture.BodyAsync(refused, HttpStatusCode.PaymentRequired), StringComparison.Ordinal);
        Assert.Null(service.Configuration.FindSite("third.example"));
        using HttpResponseMessage made = await service.SendAsync(HttpMethod.Post, "/api/v1/sites", service.Key("staff"), $$"""{"domain":"third.example","merchant_id":{{Shop.Id}}}""");
        await HttpFixture.BodyAsync(made, HttpStatusCode.OK);
        Assert.NotNull(await Plans.PutAsync(Shop.Id, await Plans.OfAsync(Shop.Id, None) with { Sites = null }, None));
        await service.SendAsync(HttpMethod.Delete, "/api/v1/sites/third.example", service.Key("all"));
    }

    [Fact]
    public async Task Changes_ByKeys_AreWrittenDown_ForTheOwners()
    {
        string key = service.Key("all");
        service.Clock.Now += TimeSpan.FromSeconds(1);
        using HttpResponseMessage link = await service.SendAsync(HttpMethod.Put, "/api/v1/sites/shared-links", key, """{"site_id":"shop.example","name":"Agency"}""");
        AuditEntry entry = (await Audit.ReadOfMerchantAsync(Shop.Id, null, 1, None)).Entries[0];
        Assert.Equal(("link.add", "site:shop.example", "Agency", false), (entry.Action, entry.Subject, entry.Detail, entry.ByStaff));
        Assert.StartsWith("key ", entry.ActorEmail, StringComparison.Ordinal);
        Assert.DoesNotContain(key, entry.ActorEmail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_ByKeys_AreWrittenDown_ForTheOwners()
    {
        service.Clock.Now += TimeSpan.FromSeconds(1);
        using HttpResponseMessage taken = await service.SendAsync(HttpMethod.Get, "/api/v1/sites/shop.example/export.csv?from=2026-01-01&to=2026-01-02", service.Key("read"));
        await HttpFixture.BodyAsync(taken, HttpStatusCode.OK);
        AuditEntry entry = (await Audit.ReadOfMerchantAsync(Shop.Id, null, 1, None)).Entries[0];
        Assert.Equal(("hits.export", "site:shop.example", "2026-01-01 to 2026-01-02"), (entry.Action, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task KeysThatStaffRevokes_AreWrittenDown_ForTheirOwners()
    {
        NewKey key = (await service.Configuration.AddKeyAsync(Shop.Id, null, "Leaked", KeyScopes.Read, None))!;
        service.Clock.Now += TimeSpan.FromSeconds(1);
        using HttpResponseMessage revoked = await service.SendAsync(HttpMethod.Delete, $"/api/admin/keys/{key.Key.Id}", service.Key("staff"));
        await HttpFixture.BodyAsync(revoked, HttpStatusCode.OK);
        AuditEntry entry = (await Audit.ReadOfMerchantAsync(Shop.Id, null, 1, None)).Entries[0];
        Assert.Equal(("key.revoke", $"key:{key.Key.Id}", true), (entry.Action, entry.Subject, entry.ByStaff));
        Assert.Null(service.Configuration.FindKey(key.Secret));
        using HttpResponseMessage again = await service.SendAsync(HttpMethod.Delete, $"/api/admin/keys/{key.Key.Id}", service.Key("staff"));
        await HttpFixture.BodyAsync(again, HttpStatusCode.NotFound);
    }

    private AuditLog Audit => service.App.Services.GetRequiredService<AuditLog>();

    private MerchantPlans Plans => service.App.Services.GetRequiredService<MerchantPlans>();

    private async Task SetAsync(long hits) => Assert.NotNull(await Plans.PutAsync(Shop.Id, await Plans.OfAsync(Shop.Id, None) with { MonthlyHits = hits }, None));

    private async Task UseUpAsync()
    {
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage taken = await service.PostAsync("/api/event", Hit);
            await HttpFixture.BodyAsync(taken, HttpStatusCode.Accepted);
        }

        await Quotas.TurnAsync(None);
    }
}
