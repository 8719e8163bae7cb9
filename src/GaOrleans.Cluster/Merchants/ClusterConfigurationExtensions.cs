using GaOrleans.Engine.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Cluster.Merchants;

/// <summary>Registers the configuration of the cluster.</summary>
public static class ClusterConfigurationExtensions
{
    /// <summary>
    /// Keeps the configuration in grains, whose state is in the storage <see cref="StreamNames.Storage"/>, and registers <see cref="IConfigurationStore"/>.
    /// When the silo has started, its lookups know everything.
    /// </summary>
    public static ISiloBuilder AddClusterConfiguration(this ISiloBuilder builder) => builder.ConfigureServices(services =>
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ConfigurationReplica>();
        services.AddSingleton<ConfigurationLoader>();
        services.AddSingleton<ConfigurationSubscription>();
        services.AddSingleton<DomainClaims>();
        services.AddSingleton<MerchantEditor>();
        services.AddSingleton<ClusterConfigurationStore>();
        services.AddSingleton<IConfigurationStore>(provider => provider.GetRequiredService<ClusterConfigurationStore>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ConfigurationStart>();
    });
}
