namespace GaOrleans.Scenarios.Service;

/// <summary>An edition of the service as scenarios see it: an address, a staff key, and the power to pull the plug. An edition that passes them all counts as this one does.</summary>
public interface IScenarioService : IAsyncLifetime
{
    /// <summary>Where it listens.</summary>
    Uri Url { get; }

    /// <summary>A key that may create merchants.</summary>
    string StaffKey { get; }

    /// <summary>Ends it without warning and starts it again on the same data; returns when it is ready.</summary>
    Task RestartAsync();
}
