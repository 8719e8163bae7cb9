using GaOrleans.Engine.Sites.Deletions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Portal.Settings;

/// <summary>What the settings of sites stand on.</summary>
internal static class SettingsServices
{
    /// <summary>Registers the deletion of sites, with what does it when its time has come.</summary>
    public static void AddPortalSettings(this IServiceCollection services)
    {
        services.TryAddSingleton<SiteRemoval>();
        services.AddSingleton<SiteDeletions>();
        services.AddHostedService<SiteDeletionRunner>();
    }
}
