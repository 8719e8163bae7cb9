namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Loads the configuration before the silo takes any grain, so that none ever finds a site missing, subscribes to changes once it is active,
/// and unsubscribes when it stops.
/// </summary>
internal sealed class ConfigurationStart(ConfigurationSubscription subscription) : ILifecycleParticipant<ISiloLifecycle>
{
    // The storage of Azure opens in the stage before.
    private const int LoadStage = ServiceLifecycleStage.ApplicationServices + 1_000;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ConfigurationStart), LoadStage, subscription.LoadAsync);
        lifecycle.Subscribe(nameof(ConfigurationStart), ServiceLifecycleStage.Active, subscription.SubscribeAsync, _ => subscription.DisposeAsync().AsTask());
    }
}
