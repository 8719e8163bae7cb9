using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Merchants;

/// <summary>All configuration of one merchant: what its grain stores as one. The service itself, as number 0, has only keys. Immutable.</summary>
internal sealed record MerchantDocument
{
    /// <summary>The merchant; null for the service itself, and where there is no such merchant.</summary>
    public Merchant? Merchant { get; init; }

    /// <summary>Its sites.</summary>
    public IReadOnlyList<Site> Sites { get; init; } = [];

    /// <summary>Its keys, without their secrets.</summary>
    public IReadOnlyList<KeptKey> Keys { get; init; } = [];

    /// <summary>The goals of its sites.</summary>
    public IReadOnlyList<SiteGoal> Goals { get; init; } = [];

    /// <summary>The documents of its sites.</summary>
    public IReadOnlyList<SiteDocument> Documents { get; init; } = [];

    /// <summary>What an index knows of a merchant.</summary>
    public static MerchantDocument Of(ConfigurationIndex index, int merchantId)
    {
        IReadOnlyList<Site> sites = index.SitesOf(merchantId);
        return new MerchantDocument
        {
            Merchant = index.FindMerchant(merchantId),
            Sites = sites,
            Keys = [.. index.KeysOf(merchantId).Select(KeptKey.Of)],
            Goals = [.. sites.SelectMany(site => index.GoalsOf(site.Id).Select(goal => new SiteGoal(site.Id, goal)))],
            Documents = [.. sites.SelectMany(site => index.DocumentsOf(site.Id))],
        };
    }

    /// <summary>The document with a site added or replaced.</summary>
    public MerchantDocument With(Site site) => this with { Sites = [.. Sites.Where(other => other.Id != site.Id), site] };

    /// <summary>The document without a site and what belongs to it.</summary>
    public MerchantDocument WithoutSite(int siteId) => this with
    {
        Sites = [.. Sites.Where(site => site.Id != siteId)],
        Keys = [.. Keys.Where(key => key.Key.SiteId != siteId)],
        Goals = [.. Goals.Where(goal => goal.SiteId != siteId)],
        Documents = [.. Documents.Where(document => document.SiteId != siteId)],
    };

    /// <summary>The document with a key in place of others.</summary>
    public MerchantDocument With(StoredKey key, IReadOnlyList<long> replaced) => this with { Keys = [.. Keys.Where(other => other.Key.Id != key.Key.Id && !replaced.Contains(other.Key.Id)), KeptKey.Of(key)] };

    /// <summary>The document without a key.</summary>
    public MerchantDocument WithoutKey(long keyId) => this with { Keys = [.. Keys.Where(key => key.Key.Id != keyId)] };

    /// <summary>The document with a goal added or replaced.</summary>
    public MerchantDocument With(SiteGoal goal) => this with { Goals = [.. Goals.Where(other => other.Goal.Id != goal.Goal.Id), goal] };

    /// <summary>The document without a goal.</summary>
    public MerchantDocument WithoutGoal(long goalId) => this with { Goals = [.. Goals.Where(goal => goal.Goal.Id != goalId)] };

    /// <summary>The document with a document of a site added or replaced.</summary>
    public MerchantDocument With(SiteDocument document) => this with { Documents = [.. Documents.Where(other => other.Id != document.Id), document] };

    /// <summary>The document without a document of a site.</summary>
    public MerchantDocument WithoutDocument(long documentId) => this with { Documents = [.. Documents.Where(document => document.Id != documentId)] };
}
