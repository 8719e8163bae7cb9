using GaOrleans.Engine.Configuration;

namespace GaOrleans.Http.Api;

/// <summary>What a key may do.</summary>
internal static class Access
{
    /// <summary>Whether the key allows all of the scopes.</summary>
    public static bool Allows(ApiKey key, KeyScopes scopes) => key.Scopes.HasFlag(KeyScopes.Staff) || (key.Scopes & scopes) == scopes;

    /// <summary>Whether the key reaches the site: it belongs to its merchant and is not bound to another site, or is staff's.</summary>
    public static bool Reaches(ApiKey key, Site site)
    {
        if (key.Scopes.HasFlag(KeyScopes.Staff)) return true;
        return key.MerchantId == site.MerchantId && (key.SiteId is null || key.SiteId == site.Id);
    }
}
