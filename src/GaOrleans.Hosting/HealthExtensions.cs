using GaOrleans.Engine.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Hosting;

/// <summary>Registers what staff sees of the health of the service.</summary>
public static class HealthExtensions
{
    /// <summary>
    /// Takes the figures of this process every two seconds and registers <see cref="IServiceHealth"/>. A cluster registers its own before, and an
    /// <see cref="IHealthBoard"/>. Parts with something to tell register an <see cref="IHealthSource"/>.
    /// </summary>
    /// <param name="services">Where; a <see cref="TimeProvider"/> is registered too.</param>
    /// <param name="who">Name and role of the process.</param>
    public static IServiceCollection AddHealth(this IServiceCollection services, ProcessName who)
    {
        services.AddSingleton(who);
        services.AddSingleton(ServiceHost.Recent);
        services.TryAddSingleton<DroppedHits>();
        services.AddSingleton<HealthWatch>();
        services.TryAddSingleton<IServiceHealth, LocalHealth>();
        services.AddHostedService<HealthTurns>();
        return services;
    }
}
