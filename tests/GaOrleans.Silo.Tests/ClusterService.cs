using GaOrleans.Scenarios.Service;
using GaOrleans.Silo.Tests.Running;

namespace GaOrleans.Silo.Tests;

/// <summary>The cluster edition as three processes.</summary>
public sealed class ClusterService : IScenarioService
{
    private readonly RunningCluster _cluster = new();

    /// <inheritdoc/>
    public Uri Url => _cluster.Url;

    /// <inheritdoc/>
    public string StaffKey => "staff key of the scenarios";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _cluster.Settings["GA_ADMIN_KEY"] = StaffKey;
        _cluster.Settings["Http__RequestsPerSecond"] = "100000";
        _cluster.Settings["Http__RequestBurst"] = "100000";
        await _cluster.StartAsync();
        await _cluster.AllReadyAsync();
    }

    /// <inheritdoc/>
    public async Task RestartAsync()
    {
        await _cluster.KillAsync();
        await _cluster.StartAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}
