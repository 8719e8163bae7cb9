using System.Globalization;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Portal.Access;

namespace GaOrleans.Portal.Admin;

/// <summary>What staff does with sites, keys and the hits that they send.</summary>
internal sealed class SiteDesk(IConfigurationStore configuration, SiteDeletions deletions, IServiceHealth health, AuditLog audit) : Desk(audit)
{
    /// <summary>Drops the hits of a site from now on, or counts them again.</summary>
    public async ValueTask<string?> BlockAsync(Caller caller, int siteId, bool block, string? reason, CancellationToken ct)
    {
        if (ProblemOf(reason) is { } problem) return problem;
        if (configuration.FindSite(siteId) is not { } site || site.Blocked == block) return Outdated;
        // A site that takes hits is not deleted: unblocking it would take back what its owners asked for.
        if (await deletions.FindAsync(siteId, ct) is not null) return "The site is to be deleted: only its owners take that back.";
        return await DoAsync(caller, block ? "site.block" : "site.unblock", $"site:{site.Domain}", reason, () => configuration.ChangeSiteAsync(site with { Blocked = block }, ct), ct, site.MerchantId);
    }

    /// <summary>Divides the hours of a site among several buckets, for hours to come.</summary>
    public async ValueTask<string?> ShardAsync(Caller caller, int siteId, int shards, CancellationToken ct)
    {
        if (shards is < 1 or > SiteRules.MostShards) return $"A site has 1 to {SiteRules.MostShards} shards.";
        if (configuration.FindSite(siteId) is not { } site) return Outdated;
        string detail = string.Create(CultureInfo.InvariantCulture, $"{site.Shards} to {shards}");
        return await DoAsync(caller, "site.shards", $"site:{site.Domain}", detail, () => configuration.ChangeSiteAsync(site with { Shards = shards }, ct), ct, site.MerchantId);
    }

    /// <summary>Revokes a key for good.</summary>
    public async ValueTask<string?> RevokeAsync(Caller caller, ApiKey key, string? reason, CancellationToken ct)
    {
        if (ProblemOf(reason) is { } problem) return problem;
        string subject = string.Create(CultureInfo.InvariantCulture, $"key:{key.Id}");
        string detail = string.Create(CultureInfo.InvariantCulture, $"{key.Prefix}… of merchant {key.MerchantId}: {reason}");
        return await DoAsync(caller, "key.revoke", subject, detail, () => configuration.DeleteKeyAsync(key.Id, ct), ct, key.MerchantId == 0 ? null : key.MerchantId);
    }

    /// <summary>Shows samples of dropped hits: pages and user agents of visitors.</summary>
    public async ValueTask<(string? Problem, IReadOnlyList<DroppedSample> Samples)> SamplesAsync(Caller caller, CancellationToken ct)
    {
        if (await RevealAsync(caller, "dropped.samples", "service", null, ct) is { } problem) return (problem, []);
        return (null, (await health.DroppedAsync(ct)).Samples);
    }
}
