namespace GaOrleans.Engine.Operations;

/// <summary>Whether the service can take hits and answer reports.</summary>
public interface IReadiness
{
    /// <summary>Why not, in a few words without secrets; null when it can.</summary>
    string? NotReadyBecause { get; }

    /// <summary>Whether reports would count everything: not while the log is being read at the start.</summary>
    bool CanReport { get; }
}
