using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// Merchants, sites, keys, goals and documents. Changes are safely stored when the call completes and are seen by every later call.
/// All lookups answer from memory and go on when the storage is out of reach; changes then throw an <see cref="IOException"/> that says what to do,
/// and are not made. Concurrent changes are made one after the other. Sites are checked with <see cref="SiteRules"/> before they come here.
/// Every implementation passes the contract suite of the tests.
/// </summary>
public interface IConfigurationStore
{
    /// <summary>The site of a domain, in any case and with or without <c>www.</c>; or null.</summary>
    Site? FindSite(string domain);

    /// <summary>The site of a domain given as UTF-8, without allocating; or null.</summary>
    Site? FindSite(ReadOnlySpan<byte> domain);

    /// <summary>The site of a number, or null.</summary>
    Site? FindSite(int siteId);

    /// <summary>The merchant of a number, or null.</summary>
    Merchant? FindMerchant(int merchantId);

    /// <summary>The key of a secret, or null when it is unknown or revoked or its merchant is suspended. Constant time in the secret.</summary>
    ApiKey? FindKey(string secret);

    /// <summary>The sites of a merchant, by domain.</summary>
    IReadOnlyList<Site> SitesOf(int merchantId);

    /// <summary>All merchants, by number.</summary>
    IReadOnlyList<Merchant> Merchants();

    /// <summary>Merchants of a number, or whose name or a site's domain has the text in it; by number, without sorting all.</summary>
    /// <param name="text">What is looked for, in any case; empty for all.</param>
    /// <param name="after">Only numbers above this one; 0 for the first page.</param>
    /// <param name="count">How many at most. Fewer come only when there are no more.</param>
    IReadOnlyList<Merchant> SearchMerchants(string text, int after, int count);

    /// <summary>Sites of a number, or with the text in their domain; by number.</summary>
    IReadOnlyList<Site> SearchSites(string text, int after, int count);

    /// <summary>Keys of a number, whose secret begins with the text, or with the text in their name or their merchant's; by number.</summary>
    IReadOnlyList<ApiKey> SearchKeys(string text, long after, int count);

    /// <summary>The goals of a site, by number.</summary>
    IReadOnlyList<Goal> GoalsOf(int siteId);

    /// <summary>The documents of a kind of a site, by name.</summary>
    IReadOnlyList<SiteDocument> DocumentsOf(int siteId, DocumentKind kind);

    /// <summary>A document by its name, or null.</summary>
    SiteDocument? FindDocument(int siteId, DocumentKind kind, string name);

    /// <summary>The sites that have documents of a kind, by number, without going through all sites.</summary>
    IReadOnlyList<Site> SitesWith(DocumentKind kind);

    /// <summary>The keys that reach a site, by number.</summary>
    IReadOnlyList<ApiKey> KeysOf(Site site);

    /// <summary>All keys of a merchant, by number.</summary>
    IReadOnlyList<ApiKey> KeysOf(int merchantId);

    /// <summary>Creates a merchant.</summary>
    ValueTask<Merchant> AddMerchantAsync(string name, CancellationToken ct);

    /// <summary>Changes a merchant; false when there is none of the number.</summary>
    ValueTask<bool> ChangeMerchantAsync(Merchant merchant, CancellationToken ct);

    /// <summary>Creates a site; null when the domain is taken.</summary>
    ValueTask<Site?> AddSiteAsync(int merchantId, string domain, string timezone, string currency, CancellationToken ct);

    /// <summary>Changes a site, all but its merchant; false when the new domain is taken or the site is gone.</summary>
    ValueTask<bool> ChangeSiteAsync(Site site, CancellationToken ct);

    /// <summary>Deletes a site with its goals, documents and site keys; false when there is none.</summary>
    ValueTask<bool> DeleteSiteAsync(int siteId, CancellationToken ct);

    /// <summary>Creates a key and returns it with its secret, which is never shown again; null when the merchant has no such site (any more).</summary>
    ValueTask<NewKey?> AddKeyAsync(int merchantId, int? siteId, string name, KeyScopes scopes, CancellationToken ct);

    /// <summary>
    /// Stores a key with a given secret, such as the staff key of the environment; does nothing when it is there. A known key of the same name with
    /// another secret is revoked, so that changing the secret in the environment shuts out the old one. Belongs to no merchant.
    /// </summary>
    /// <exception cref="ArgumentException">The secret is the key of a merchant.</exception>
    ValueTask AddKnownKeyAsync(string secret, string name, KeyScopes scopes, CancellationToken ct);

    /// <summary>Revokes a key; false when there is none.</summary>
    ValueTask<bool> DeleteKeyAsync(long keyId, CancellationToken ct);

    /// <summary>
    /// Creates or changes a goal: one of the same event or page is changed and keeps its number. Null when the site is gone, or when another
    /// of its goals has the display name: reports group by it.
    /// </summary>
    ValueTask<Goal?> PutGoalAsync(int siteId, Goal goal, CancellationToken ct);

    /// <summary>Deletes a goal; false when there is none.</summary>
    ValueTask<bool> DeleteGoalAsync(int siteId, long goalId, CancellationToken ct);

    /// <summary>Creates or replaces the document of a name, which keeps its number. Null when the site is gone.</summary>
    ValueTask<SiteDocument?> PutDocumentAsync(int siteId, DocumentKind kind, string name, string json, CancellationToken ct);

    /// <summary>
    /// As <see cref="PutDocumentAsync"/>, but only while the document is still the one that the caller knows, so that nobody overwrites what they have not seen.
    /// </summary>
    /// <param name="siteId">The site.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">The new content.</param>
    /// <param name="known">The version that is to be replaced; the default when there must be none of the name.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The document; null when there is another version of it now, or the site is gone.</returns>
    ValueTask<SiteDocument?> ReplaceDocumentAsync(int siteId, DocumentKind kind, string name, string json, DocumentVersion known, CancellationToken ct);

    /// <summary>Deletes a document; false when there is none.</summary>
    ValueTask<bool> DeleteDocumentAsync(int siteId, DocumentKind kind, string name, CancellationToken ct);

    /// <summary>A secret of the service by its name, 32 random bytes made at first use: the salt secret and the like.</summary>
    ValueTask<byte[]> SecretAsync(string name, CancellationToken ct);

    /// <summary>Grows with every change.</summary>
    long Version { get; }
}
