using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Writing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Alerts;

/// <summary>Puts schedules and alerts into the portal.</summary>
internal static class NoticePortal
{
    /// <summary>Registers services.</summary>
    public static void AddNoticePages(this IServiceCollection services, NoticeOptions options)
    {
        services.AddNotices(options);
        services.AddSingleton<UnsubscribeTokens>();
        services.AddSingleton<INoticeLinks, NoticeLinks>();
    }

    /// <summary>Maps what is no page.</summary>
    public static void MapNoticePages(this IEndpointRouteBuilder routes) => UnsubscribeRoutes.Map(routes);
}
