using GaOrleans.Portal.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Sharing;

/// <summary>What shared links stand on.</summary>
internal static class ShareServices
{
    /// <summary>Registers them.</summary>
    public static void AddPortalSharing(this IServiceCollection services)
    {
        services.AddSingleton<ShareAccess>();
        services.AddSingleton<ShareCounts>();
        services.AddSingleton<IFrameRules, ShareFrames>();
    }
}
