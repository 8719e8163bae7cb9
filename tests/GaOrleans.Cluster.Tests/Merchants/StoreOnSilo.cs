using GaOrleans.Cluster.Merchants;
using GaOrleans.Engine.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Merchants;

/// <summary>A store as a silo has one, made by hand on the services of a silo, so that a test can start and end it.</summary>
internal sealed class StoreOnSilo : IAsyncDisposable
{
    private StoreOnSilo(IServiceProvider silo)
    {
        var grains = silo.GetRequiredService<IGrainFactory>();
        Replica = new ConfigurationReplica();
        var loader = new ConfigurationLoader(grains, silo.GetRequiredKeyedService<IGrainStorage>(StreamNames.Storage));
        Subscription = new ConfigurationSubscription(grains, silo.GetRequiredService<ILocalSiloDetails>(), Replica, loader, TimeProvider.System, NullLogger<ConfigurationSubscription>.Instance);
        var editor = new MerchantEditor(grains, Replica, NullLogger<MerchantEditor>.Instance);
        Store = new ClusterConfigurationStore(Replica, editor, new DomainClaims(grains, loader, TimeProvider.System, NullLogger<DomainClaims>.Instance), TimeProvider.System);
    }

    public ConfigurationReplica Replica { get; }

    public ConfigurationSubscription Subscription { get; }

    public IConfigurationStore Store { get; }

    public static async Task<StoreOnSilo> StartAsync(IServiceProvider silo)
    {
        var started = new StoreOnSilo(silo);
        await started.Subscription.LoadAsync(CancellationToken.None);
        await started.Subscription.SubscribeAsync(CancellationToken.None);
        return started;
    }

    public ValueTask DisposeAsync() => Subscription.DisposeAsync();
}
