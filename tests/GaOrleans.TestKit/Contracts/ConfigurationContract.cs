using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using Xunit;

namespace GaOrleans.TestKit.Contracts;

/// <summary>What every <see cref="IConfigurationStore"/> must do.</summary>
public abstract partial class ConfigurationContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A new, empty store.</summary>
    protected abstract IConfigurationStore Create();

    /// <summary>Ends the store and opens another on what it has stored; the same store where nothing outlives it.</summary>
    protected abstract IConfigurationStore Restart(IConfigurationStore store);

    [Fact]
    public async Task Site_IsFound_ByDomainInAnyCaseBytesAndNumber()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "WWW.Shop.Example");

        Assert.Equal("shop.example", site.Domain);
        Assert.Equal("EUR", site.Currency);
        Assert.Equal(site, store.FindSite("shop.example"));
        Assert.Equal(site, store.FindSite("www.SHOP.example"));
        Assert.Equal(site, store.FindSite("shop.example"u8));
        Assert.Equal(site, store.FindSite("WWW.shop.Example"u8));
        Assert.Equal(site, store.FindSite(site.Id));
        Assert.Equal([site], store.SitesOf(site.MerchantId));
        Assert.Null(store.FindSite("shop.example.org"));
        Assert.Null(store.FindSite("shöp.example"u8));
        Assert.Null(store.FindSite([0xFF, 0x00]));
        Assert.Null(store.FindSite(""u8));
        Assert.Null(store.FindSite(site.Id + 1));
    }

    [Fact]
    public async Task FindSite_AllocatesNothing_ForBytes()
    {
        IConfigurationStore store = Create();
        await SiteOf(store, "shop.example");
        store.FindSite("www.shop.example"u8);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = 0;
        for (int i = 0; i < 1000; i++) found += store.FindSite("www.shop.example"u8) is null ? 0 : 1;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(1000, found);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task AddSite_SaysNo_WhenTheDomainIsTaken()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        Merchant other = await store.AddMerchantAsync("Other", None);

        Assert.Null(await store.AddSiteAsync(other.Id, "www.shop.example", "UTC", "USD", None));
        Assert.Equal(site, store.FindSite("shop.example"));
    }

    [Theory]
    [InlineData("", "UTC", "EUR")]
    [InlineData("shop example", "UTC", "EUR")]
    [InlineData("shop..example", "UTC", "EUR")]
    [InlineData("-shop.example", "UTC", "EUR")]
    [InlineData("https://shop.example", "UTC", "EUR")]
    [InlineData("shöp.example", "UTC", "EUR")]
    [InlineData("shop.example", "Mars/Olympus", "EUR")]
    [InlineData("shop.example", "UTC", "EURO")]
    [InlineData("shop.example", "UTC", "E1R")]
    public async Task AddSite_InsistsOnValidProperties(string domain, string timezone, string currency)
    {
        IConfigurationStore store = Create();
        Merchant merchant = await store.AddMerchantAsync("Merchant", None);

        Assert.NotEqual(SiteProblem.None, SiteRules.Check(domain, timezone, currency));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddSiteAsync(merchant.Id, domain, timezone, currency, None));
        Assert.Empty(store.SitesOf(merchant.Id));
    }

    [Fact]
    public async Task ChangeSite_MovesTheDomain_AndKeepsTheNumber()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "old.example");
        Site second = (await store.AddSiteAsync(site.MerchantId, "second.example", "UTC", "usd", None))!;

        Assert.True(await store.ChangeSiteAsync(site with { Domain = "New.example", Timezone = "Asia/Kathmandu", Blocked = true, Shards = 4 }, None));
        Assert.False(await store.ChangeSiteAsync(second with { Domain = "new.example" }, None));
        Assert.False(await store.ChangeSiteAsync(second with { Id = 999_999 }, None));

        Site expected = site with { Domain = "new.example", Timezone = "Asia/Kathmandu", Blocked = true, Shards = 4 };
        store = Restart(store);
        Assert.Equal(expected, store.FindSite("new.example"));
        Assert.Equal(expected, store.FindSite(site.Id));
        Assert.Null(store.FindSite("old.example"));
        Assert.Equal("USD", second.Currency);
        Assert.Equal([expected, second], store.SitesOf(site.MerchantId));
    }

    [Fact]
    public async Task DeleteSite_RemovesWhatBelongsToIt_AndNeverReusesTheNumber()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        Site other = (await store.AddSiteAsync(site.MerchantId, "other.example", "UTC", "EUR", None))!;
        NewKey siteKey = (await store.AddKeyAsync(site.MerchantId, site.Id, "site", KeyScopes.Read, None))!;
        NewKey allKey = (await store.AddKeyAsync(site.MerchantId, null, "all", KeyScopes.Read, None))!;
        await store.PutGoalAsync(site.Id, PageGoal("/thanks"), None);
        await store.PutDocumentAsync(site.Id, DocumentKind.Segment, "s", "[]", None);

        Assert.True(await store.DeleteSiteAsync(other.Id, None));
        Assert.True(await store.DeleteSiteAsync(site.Id, None));
        Assert.False(await store.DeleteSiteAsync(site.Id, None));

        foreach (IConfigurationStore now in new[] { store, store = Restart(store) })
        {
            Assert.Null(now.FindSite("shop.example"));
            Assert.Null(now.FindSite(site.Id));
            Assert.Empty(now.GoalsOf(site.Id));
            Assert.Empty(now.DocumentsOf(site.Id, DocumentKind.Segment));
            Assert.Null(now.FindKey(siteKey.Secret));
            Assert.Equal(allKey.Key, now.FindKey(allKey.Secret));
            Assert.Equal([allKey.Key], now.KeysOf(site));
        }

        Site again = (await store.AddSiteAsync(site.MerchantId, "shop.example", "UTC", "EUR", None))!;
        Assert.True(again.Id > Math.Max(site.Id, other.Id));
        Assert.Empty(store.GoalsOf(again.Id));
        Assert.Null(await store.PutGoalAsync(site.Id, PageGoal("/"), None));
        Assert.Null(await store.PutDocumentAsync(site.Id, DocumentKind.Query, "q", "{}", None));
        Assert.Null(await store.AddKeyAsync(site.MerchantId, site.Id, "late", KeyScopes.Read, None));
    }

    [Fact]
    public async Task Key_IsFoundByItsSecretOnly_UntilRevoked()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        NewKey made = (await store.AddKeyAsync(site.MerchantId, site.Id, "Key", KeyScopes.Ingest | KeyScopes.Read, None))!;

        Assert.StartsWith("gak_", made.Secret, StringComparison.Ordinal);
        Assert.Equal(47, made.Secret.Length);
        Assert.StartsWith(made.Key.Prefix, made.Secret, StringComparison.Ordinal);
        Assert.Equal(10, made.Key.Prefix.Length);
        foreach (IConfigurationStore now in new[] { store, store = Restart(store) })
        {
            Assert.Equal(made.Key, now.FindKey(made.Secret));
            Assert.Null(now.FindKey(made.Secret[..^1]));
            Assert.Null(now.FindKey(made.Secret.ToUpperInvariant()));
            Assert.Null(now.FindKey(""));
            Assert.Equal([made.Key], now.KeysOf(site));
        }

        Assert.True(await store.DeleteKeyAsync(made.Key.Id, None));
        Assert.False(await store.DeleteKeyAsync(made.Key.Id, None));
        Assert.Null(store.FindKey(made.Secret));
        Assert.Null(Restart(store).FindKey(made.Secret));
    }

    [Fact]
    public async Task Key_OfAnotherMerchantsSite_IsNotMade()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        Merchant other = await store.AddMerchantAsync("Other", None);

        Assert.Null(await store.AddKeyAsync(other.Id, site.Id, "Key", KeyScopes.Read, None));
        Assert.Null(await store.AddKeyAsync(999_999, null, "Key", KeyScopes.Read, None));
        Assert.Empty(store.KeysOf(site));
    }

    [Fact]
    public async Task Keys_AreRefused_WhileTheMerchantIsSuspended()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        NewKey made = (await store.AddKeyAsync(site.MerchantId, null, "Key", KeyScopes.Read, None))!;
        Merchant merchant = store.FindMerchant(site.MerchantId)!;

        Assert.True(await store.ChangeMerchantAsync(merchant with { Suspended = true, Name = "Changed" }, None));
        store = Restart(store);
        Assert.Equal(merchant with { Suspended = true, Name = "Changed" }, Assert.Single(store.Merchants()));
        Assert.Null(store.FindKey(made.Secret));

        Assert.True(await store.ChangeMerchantAsync(merchant, None));
        Assert.Equal(made.Key, store.FindKey(made.Secret));
        Assert.False(await store.ChangeMerchantAsync(merchant with { Id = 999_999 }, None));
    }

    [Fact]
    public async Task KnownKey_ReplacesTheOneOfItsName()
    {
        const string First = "a-staff-secret-of-some-length", Second = "another-staff-secret-of-length";
        IConfigurationStore store = Create();

        await store.AddKnownKeyAsync(First, "environment", KeyScopes.Staff, None);
        long id = store.FindKey(First)!.Id;
        await store.AddKnownKeyAsync(First, "environment", KeyScopes.Staff, None);
        Assert.Equal(id, store.FindKey(First)!.Id);
        Assert.Equal(0, store.FindKey(First)!.MerchantId);
        Assert.Equal(KeyScopes.Staff, store.FindKey(First)!.Scopes);

        await store.AddKnownKeyAsync(Second, "environment", KeyScopes.Staff, None);
        store = Restart(store);
        Assert.Null(store.FindKey(First));
        Assert.NotNull(store.FindKey(Second));
        await store.AddKnownKeyAsync(Second, "renamed", KeyScopes.Staff | KeyScopes.Read, None);
        Assert.Equal("renamed", store.FindKey(Second)!.Name);
    }

    [Fact]
    public async Task KnownKey_IsRefused_WhenItIsAMerchantsKey()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        NewKey made = (await store.AddKeyAsync(site.MerchantId, null, "Key", KeyScopes.Read, None))!;

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddKnownKeyAsync(made.Secret, "environment", KeyScopes.Staff, None));

        Assert.Equal(made.Key, Restart(store).FindKey(made.Secret));
    }

    [Fact]
    public async Task Goal_IsRefused_WhenAnotherHasItsDisplayName()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example"), other = await SiteOf(store, "blog.example");
        Goal page = (await store.PutGoalAsync(site.Id, PageGoal("/thanks"), None))!;
        Goal twin = page with { Id = 0, EventName = "thanks", PagePath = null };
        Assert.Null(await store.PutGoalAsync(site.Id, twin, None));
        Assert.NotNull(await store.PutGoalAsync(other.Id, twin, None));
        Assert.NotNull(await store.PutGoalAsync(site.Id, twin with { DisplayName = "Thanks" }, None));
        Assert.Null(await store.PutGoalAsync(site.Id, page with { Id = 0, DisplayName = "Thanks" }, None));
        Assert.Equal(page.Id, (await store.PutGoalAsync(site.Id, page with { Id = 0 }, None))!.Id);
    }

    [Fact]
    public async Task Goal_OfTheSameEventOrPage_IsChanged()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        var props = new Dictionary<string, string>(StringComparer.Ordinal) { ["plan"] = "große", ["a"] = "" };
        Goal purchase = (await store.PutGoalAsync(site.Id, new Goal(0, "Purchase", "purchase", null, "EUR", props), None))!;
        Goal page = (await store.PutGoalAsync(site.Id, PageGoal("/thanks/**"), None))!;
        Goal changed = (await store.PutGoalAsync(site.Id, purchase with { Id = 0, DisplayName = "Bought", Currency = null }, None))!;

        Assert.Equal(purchase.Id, changed.Id);
        Assert.NotEqual(purchase.Id, page.Id);
        foreach (IConfigurationStore now in new[] { store, store = Restart(store) })
        {
            IReadOnlyList<Goal> goals = now.GoalsOf(site.Id);
            Assert.Equal([purchase.Id, page.Id], goals.Select(goal => goal.Id));
            Assert.Equal(("Bought", "purchase", null, null), (goals[0].DisplayName, goals[0].EventName, goals[0].PagePath, goals[0].Currency));
            Assert.Equal(props, goals[0].CustomProps);
            Assert.Equal((null, "/thanks/**"), (goals[1].EventName, goals[1].PagePath));
        }

        Assert.False(await store.DeleteGoalAsync(site.Id + 1, page.Id, None));
        Assert.True(await store.DeleteGoalAsync(site.Id, page.Id, None));
        Assert.False(await store.DeleteGoalAsync(site.Id, page.Id, None));
        Assert.Single(store.GoalsOf(site.Id));
    }

    [Fact]
    public async Task Secret_IsMadeOnce_AndKept()
    {
        IConfigurationStore store = Create();
        byte[] salt = await store.SecretAsync("salt", None);
        byte[] other = await store.SecretAsync("other", None);
        byte[] expected = [.. salt];
        salt[0] ^= 1;

        Assert.Equal(32, expected.Length);
        Assert.NotEqual(expected, other);
        Assert.Equal(expected, await store.SecretAsync("salt", None));
        Assert.Equal(expected, await Restart(store).SecretAsync("salt", None));
    }

    [Fact]
    public async Task Changes_AreSerialised_WhenMadeAtOnce()
    {
        const int Writers = 8, SitesEach = 10;
        IConfigurationStore store = Create();
        Merchant merchant = await store.AddMerchantAsync("Merchant", None);
        long version = store.Version;

        Site?[][] made = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            var sites = new Site?[SitesEach];
            for (int i = 0; i < SitesEach; i++) sites[i] = await store.AddSiteAsync(merchant.Id, $"site{i}.example", "UTC", "EUR", None);
            return sites;
        })));

        Assert.Equal(SitesEach, made.SelectMany(sites => sites).Count(site => site is not null));
        Assert.Equal(SitesEach, Restart(store).SitesOf(merchant.Id).Select(site => site.Id).Distinct().Count());
        Assert.True(store.Version >= version + SitesEach);
    }

    [Fact]
    public async Task FirstStart_MakesADemoSite_Once()
    {
        IConfigurationStore store = Create();
        Bootstrapped made = (await MerchantBootstrap.RunAsync(store, None))!;

        Assert.Equal("demo.example", made.Site.Domain);
        ApiKey key = store.FindKey(made.Secret)!;
        Assert.Equal((made.Merchant.Id, KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage), (key.MerchantId, key.Scopes));
        Assert.Null(await MerchantBootstrap.RunAsync(Restart(store), None));
    }

    [Fact]
    public async Task FirstStart_IsFinished_WhenItWasCutOff()
    {
        IConfigurationStore store = Create();
        Merchant merchant = await store.AddMerchantAsync(MerchantBootstrap.DemoMerchant, None);
        await store.AddSiteAsync(merchant.Id, MerchantBootstrap.DemoDomain, "UTC", "EUR", None);

        Bootstrapped made = (await MerchantBootstrap.RunAsync(store, None))!;

        Assert.Equal(merchant, made.Merchant);
        Assert.NotNull(store.FindKey(made.Secret));
    }

    /// <summary>A site of a merchant of its own.</summary>
    protected static async Task<Site> SiteOf(IConfigurationStore store, string domain)
    {
        Merchant merchant = await store.AddMerchantAsync("Merchant", None);
        return (await store.AddSiteAsync(merchant.Id, domain, "Europe/Berlin", "eur", None))!;
    }

    /// <summary>A goal of viewing a page.</summary>
    protected static Goal PageGoal(string path) => new(0, $"Visit {path}", null, path, null, new Dictionary<string, string>(StringComparer.Ordinal));
}
