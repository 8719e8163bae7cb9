using GaOrleans.TestKit.Running;

namespace GaOrleans.Scenarios.Service;

/// <summary>The single-node edition as a process.</summary>
public sealed class SingleNodeService : IScenarioService
{
    private readonly RunningServer _server = new();

    /// <inheritdoc/>
    public Uri Url => _server.Url;

    /// <inheritdoc/>
    public string StaffKey => "staff key of the scenarios";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server.Settings["GA_ADMIN_KEY"] = StaffKey;
        _server.Settings["Http__RequestsPerSecond"] = "100000";
        _server.Settings["Http__RequestBurst"] = "100000";
        await _server.StartAsync();
    }

    /// <inheritdoc/>
    public async Task RestartAsync()
    {
        await _server.KillAsync();
        await _server.StartAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _server.DisposeAsync();
}
