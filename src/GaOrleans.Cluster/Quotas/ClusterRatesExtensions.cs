using GaOrleans.Engine.Quotas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Cluster.Quotas;

/// <summary>Registers the limits of keys and of attempts of a cluster.</summary>
public static class ClusterRatesExtensions
{
    /// <summary>Keeps the limit of each key over all silos, and those of attempts to sign in; registers <see cref="IRequestRates"/> and <see cref="IAttemptRates"/>.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="limit">The limit of every key; the same in all silos.</param>
    public static ISiloBuilder AddClusterRates(this ISiloBuilder builder, RateLimit limit) => builder.ConfigureServices(services =>
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IRequestRates>(provider => ActivatorUtilities.CreateInstance<LeasedRequestRates>(provider, limit));
        services.AddSingleton<IAttemptRates, ClusterAttemptRates>();
    });
}
