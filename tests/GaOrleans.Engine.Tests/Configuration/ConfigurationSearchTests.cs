using GaOrleans.Engine.Configuration;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Engine.Tests.Configuration;

/// <summary>The searches of staff.</summary>
public sealed class ConfigurationSearchTests
{
    [Fact]
    public async Task Merchants_AreFoundByNumberNameAndDomain_PageByPage()
    {
        using var store = new InMemoryConfigurationStore();
        var all = new List<Merchant>();
        for (int i = 0; i < 30; i++) all.Add(await store.AddMerchantAsync($"Shop {i % 3}", CancellationToken.None));
        await store.AddSiteAsync(all[7].Id, "seven.example", "UTC", "EUR", CancellationToken.None);
        Assert.Equal(all[7].Id, Assert.Single(store.SearchMerchants("SEVEN.", 0, 10)).Id);
        Assert.Equal(all[4].Id, store.SearchMerchants($" {all[4].Id} ", 0, 10)[0].Id);
        Assert.Empty(store.SearchMerchants("nobody", 0, 10));
        var paged = new List<int>();
        for (int after = 0; ;)
        {
            IReadOnlyList<Merchant> page = store.SearchMerchants("shop 1", after, 4);
            paged.AddRange(page.Select(merchant => merchant.Id));
            if (page.Count < 4) break;
            after = page[^1].Id;
        }

        Assert.Equal(all.Where(merchant => merchant.Name == "Shop 1").Select(merchant => merchant.Id), paged);
    }

    [Fact]
    public async Task Sites_AreFoundByPartOfTheirDomain()
    {
        (InMemoryConfigurationStore store, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("shop.example");
        using (store)
        {
            Assert.Equal(site, Assert.Single(store.SearchSites("HOP.ex", 0, 5)));
            Assert.Empty(store.SearchSites("", site.Id, 5));
        }
    }

    [Fact]
    public async Task Keys_AreFoundByTheirBeginningNameAndMerchant_OfAllSites()
    {
        (InMemoryConfigurationStore store, Site site, string secret) = await InMemoryConfigurationStore.WithSiteAsync("shop.example");
        using (store)
        {
            NewKey other = (await store.AddKeyAsync(site.MerchantId, site.Id, "Robot", KeyScopes.Read, CancellationToken.None))!;
            Assert.Equal("Key", Assert.Single(store.SearchKeys(secret, 0, 5)).Name);
            Assert.Equal("Robot", Assert.Single(store.SearchKeys("robo", 0, 5)).Name);
            Assert.Equal(other.Key.Id, Assert.Single(store.SearchKeys(other.Key.Prefix, 0, 5)).Id);
            Assert.Equal(2, store.SearchKeys("merchant", 0, 5).Count);
            Assert.Equal(2, store.KeysOf(site.MerchantId).Count);
        }
    }
}
