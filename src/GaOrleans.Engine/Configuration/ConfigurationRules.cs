using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// Decides what a change comes to, from what is known: the same in all stores. A result with the number 0 is new and gets its number when it is stored;
/// null means that the change is not made.
/// </summary>
public static class ConfigurationRules
{
    /// <summary>The merchant as it is to be stored.</summary>
    public static Merchant? Change(ConfigurationIndex index, Merchant merchant) =>
        index.FindMerchant(merchant.Id) is { } before ? merchant with { CreatedMs = before.CreatedMs } : null;

    /// <summary>Whether a new site, in its normal form, may have its domain.</summary>
    /// <exception cref="ArgumentException">There is no such merchant.</exception>
    public static bool MayAdd(ConfigurationIndex index, Site wanted)
    {
        if (index.FindMerchant(wanted.MerchantId) is null) throw new ArgumentException($"cannot create the site {wanted.Domain}: there is no merchant {wanted.MerchantId}", nameof(wanted));
        return index.FindSite(wanted.Domain) is null;
    }

    /// <summary>The site as it is to be stored.</summary>
    /// <param name="index">What is known.</param>
    /// <param name="wanted">The site in its normal form.</param>
    public static Site? Change(ConfigurationIndex index, Site wanted)
    {
        if (index.FindSite(wanted.Id) is not { } before) return null;
        if (index.FindSite(wanted.Domain) is { } holder && holder.Id != wanted.Id) return null;
        return wanted with { MerchantId = before.MerchantId, CreatedMs = before.CreatedMs };
    }

    /// <summary>Whether a merchant, or the service itself as number 0, may have a key for all or one of its sites.</summary>
    public static bool MayAddKey(ConfigurationIndex index, int merchantId, int? siteId) =>
        (merchantId == 0 || index.FindMerchant(merchantId) is not null) && (siteId is not { } id || index.FindSite(id)?.MerchantId == merchantId);

    /// <summary>A key as it is to be stored.</summary>
    public static StoredKey NewKey(string secret, int merchantId, int? siteId, string name, KeyScopes scopes, long createdMs, bool known) =>
        new(new ApiKey(0, merchantId, siteId, name, scopes, KeySecret.PrefixOf(secret), createdMs), KeySecret.Hash(secret), known);

    /// <summary>Which known keys a known key replaces; null when it is there already.</summary>
    /// <exception cref="ArgumentException">The secret is the key of a merchant.</exception>
    public static IReadOnlyList<long>? ReplacedBy(ConfigurationIndex index, string secret, string name, KeyScopes scopes)
    {
        var hash = KeySecret.Hash(secret);
        if (index.FindKey(hash) is { } there)
        {
            if (there.MerchantId != 0) throw new ArgumentException($"cannot use the secret of {name}: it is the key of a merchant already; choose another", nameof(secret));
            if (there.Name == name && there.Scopes == scopes) return null;
        }

        return [.. index.KnownKeys().Where(known => known.Key.Name == name || known.Hash.Equals(hash)).Select(known => known.Key.Id)];
    }

    /// <summary>The goal as it is to be stored.</summary>
    public static Goal? Put(ConfigurationIndex index, int siteId, Goal goal)
    {
        if (index.FindSite(siteId) is null) return null;
        Goal? before = index.GoalsOf(siteId).FirstOrDefault(other => other.EventName == goal.EventName && other.PagePath == goal.PagePath);
        if (index.GoalsOf(siteId).Any(other => other.DisplayName == goal.DisplayName && other.Id != before?.Id)) return null;
        return goal with { Id = before?.Id ?? 0 };
    }

    /// <summary>The document as it is to be stored.</summary>
    public static SiteDocument? Put(ConfigurationIndex index, SiteDocument document)
    {
        if (index.FindSite(document.SiteId) is null) return null;
        if (index.FindDocument(document.SiteId, document.Kind, document.Name) is not { } before) return document with { Id = 0 };
        // Two changes within a millisecond, or by processes whose clocks differ, are two versions all the same.
        return document with { Id = before.Id, ChangedMs = Math.Max(document.ChangedMs, before.ChangedMs + 1) };
    }

    /// <summary>The document as it is to be stored in place of the version that is known.</summary>
    public static SiteDocument? Replace(ConfigurationIndex index, SiteDocument document, DocumentVersion known) =>
        (index.FindDocument(document.SiteId, document.Kind, document.Name)?.Version ?? default) == known ? Put(index, document) : null;
}
