using GaOrleans.Portal.Boards;
using GaOrleans.Portal.Journeys;
using GaOrleans.Portal.Queries.Downloads;
using GaOrleans.Portal.Queries.Running;
using GaOrleans.Portal.Queries.Saving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Queries;

/// <summary>What queries, boards and journeys need of the application.</summary>
internal static class QueryServices
{
    /// <summary>Registers services.</summary>
    public static void AddPortalQueries(this IServiceCollection services)
    {
        services.AddSingleton<SavedQueries>();
        services.AddSingleton<SavedBoards>();
        services.AddSingleton<QueryUses>();
        services.AddSingleton<SavedJourneys>();
        services.AddSingleton<QueryRunner>();
        services.AddSingleton<DownloadRates>();
        services.AddScoped<LastDeleted>();
        services.AddScoped<RecordedChanges>();
    }

    /// <summary>Maps what is no page.</summary>
    public static void MapPortalQueries(this IEndpointRouteBuilder routes) => DownloadRoutes.Map(routes);
}
