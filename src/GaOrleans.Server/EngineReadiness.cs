using GaOrleans.Embedded;
using GaOrleans.Engine.Operations;

namespace GaOrleans.Server;

/// <summary>What the engine's state means to health checks.</summary>
internal sealed class EngineReadiness(EmbeddedEngine engine) : IReadiness
{
    private volatile bool _recovered;

    /// <inheritdoc/>
    public bool CanReport => _recovered;

    /// <inheritdoc/>
    public string? NotReadyBecause
    {
        get
        {
            if (!_recovered) return "recovering: the log is being read";
            EngineStatus status = engine.Status;
            return status.IsReady ? null : "hits cannot be stored; the service's log says why";
        }
    }

    /// <summary>Says that recovery is over.</summary>
    public void Recovered() => _recovered = true;
}
