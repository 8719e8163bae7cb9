namespace GaOrleans.Engine.Configuration;

/// <summary>Fills an empty configuration so that a first start has something to show.</summary>
public static class MerchantBootstrap
{
    /// <summary>The name of the demo merchant.</summary>
    public const string DemoMerchant = "Demo";

    /// <summary>The domain of the demo site.</summary>
    public const string DemoDomain = "demo.example";

    private const string Timezone = "Europe/Berlin";
    private const string Currency = "EUR";

    /// <summary>
    /// Creates the demo merchant with its site and a key, when there is no merchant yet. A start that was cut off in between is finished:
    /// the key is made last, and without it the demo merchant, being alone, is completed.
    /// </summary>
    /// <returns>What was created, with the secret that is to be shown now or never; null when there was nothing to do.</returns>
    public static async ValueTask<Bootstrapped?> RunAsync(IConfigurationStore store, CancellationToken ct)
    {
        IReadOnlyList<Merchant> merchants = store.Merchants();
        if (merchants.Count > 1 || (merchants.Count == 1 && merchants[0].Name != DemoMerchant)) return null;
        Merchant merchant = merchants.Count == 1 ? merchants[0] : await store.AddMerchantAsync(DemoMerchant, ct);
        if (store.SitesOf(merchant.Id) is { Count: > 0 } sites && (sites[0].Domain != DemoDomain || store.KeysOf(sites[0]).Count > 0)) return null;
        Site? site = store.FindSite(DemoDomain) ?? await store.AddSiteAsync(merchant.Id, DemoDomain, Timezone, Currency, ct);
        if (site is null || site.MerchantId != merchant.Id) return null;
        NewKey? key = await store.AddKeyAsync(merchant.Id, null, "First key", KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage, ct);
        return key is null ? null : new Bootstrapped(merchant, site, key.Secret);
    }
}
