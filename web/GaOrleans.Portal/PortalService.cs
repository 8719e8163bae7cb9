using GaOrleans.Engine.Notices;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Admin;
using GaOrleans.Portal.Alerts;
using GaOrleans.Portal.Assets;
using GaOrleans.Portal.Dashboard;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Settings;
using GaOrleans.Portal.Sharing;
using GaOrleans.Portal.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Radzen;

namespace GaOrleans.Portal;

/// <summary>
/// Puts the portal into a web application. The host registers what it stands on: the configuration, records, <see cref="Engine.Reports.ReportService"/> and the clock.
/// It is mapped after the HTTP interfaces, so that the collector's way stays as short as without it.
/// </summary>
public static class PortalService
{
    // A query as it is typed comes twice in a message, and each of its 64 Ki characters may take three bytes.
    private const int LargestMessageBytes = 512 * 1024;

    // By these WebApplicationBuilder is told that somebody has placed them already.
    private static readonly string[] OwnMiddleware = ["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"];

    /// <summary>Registers services.</summary>
    /// <param name="builder">The application under construction.</param>
    /// <param name="options">Checked settings.</param>
    /// <param name="notices">Checked settings of schedules and alerts; without them they can be made, but this process sends nothing.</param>
    public static void AddGaOrleansPortal(this WebApplicationBuilder builder, PortalOptions options, NoticeOptions? notices = null)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<PortalAssets>();
        services.AddHttpContextAccessor();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(options.DisconnectedSeconds);
            circuits.DisconnectedCircuitMaxRetained = options.DisconnectedPages;
            circuits.DetailedErrors = builder.Environment.IsDevelopment();
        });
        services.Configure<HubOptions>(hub => hub.MaximumReceiveMessageSize = LargestMessageBytes);
        services.AddCascadingAuthenticationState();
        services.AddRadzenComponents();
        services.AddScoped<Toasts>();
        services.AddSingleton<StorageFaults>();
        services.AddPortalAccess(options);
        services.AddPortalAdmin();
        services.AddPortalQueries();
        services.AddDashboard();
        services.AddNoticePages(notices ?? new NoticeOptions { Enabled = false });
        services.AddPortalSettings();
        services.AddPortalSharing();
        services.TryAddScoped<IShellSites, NoShellSites>();
    }

    /// <summary>Maps pages, scripts and the hub. Every endpoint carries <see cref="PortalEndpoint"/>.</summary>
    public static void MapGaOrleansPortal(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<PortalOptions>();
        // Only what is the portal's passes through these; calls of the API take the way that they took before. The web application would put signing in
        // in front of all, hits among them, and outside of what tells people that users are out of reach.
        foreach (string own in OwnMiddleware) ((IApplicationBuilder)app).Properties[own] = true;
        app.Use(next => http => Unfound.RouteAsync(http, next));
        app.UseWhen(IsPortal, portal =>
        {
            if (options.HttpsOutside) portal.Use(next => http => OutsideAsync(http, next));
            portal.Use(next => http => PortalHeaders.AddAsync(http, next));
            portal.Use(next => http => Unavailable.GuardAsync(http, next));
            portal.UsePortalAccess();
            portal.UseAntiforgery();
            portal.Use(next => http => Unfound.ShowAsync(http, next));
        });

        RouteGroupBuilder group = app.MapGroup("");
        group.WithMetadata(new PortalEndpoint()).ExcludeFromDescription();
        AssetRoutes.Map(group, app.Services.GetRequiredService<PortalAssets>());
        ThemeRoutes.Map(group);
        ReadyRoute.Map(group);
        group.MapPortalAccess();
        group.MapPortalAdmin();
        group.MapPortalQueries();
        DashboardService.Map(group);
        group.MapNoticePages();
        SettingsRoutes.Map(group);
        ShareRoutes.Map(group);
        group.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            // The policy is ours, PortalHeaders.
            server.ContentSecurityFrameAncestorsPolicy = null;
        });
    }

    // As the browser asked the proxy: cookies, redirects and the address of the hub go by it.
    private static Task OutsideAsync(HttpContext http, RequestDelegate next)
    {
        http.Request.Scheme = Uri.UriSchemeHttps;
        return next(http);
    }

    private static bool IsPortal(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PortalEndpoint>() is not null;
}
