namespace GaOrleans.Cluster.Collecting;

/// <summary>Opens the sink when all of the silo runs, and drains it before anything of the silo stops.</summary>
internal sealed class CollectingLifecycle(StreamSink sink) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(CollectingLifecycle), ServiceLifecycleStage.Last, _ => OpenAsync(), sink.StopAsync);

    private Task OpenAsync()
    {
        sink.Open();
        return Task.CompletedTask;
    }
}
