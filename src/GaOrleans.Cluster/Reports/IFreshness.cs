namespace GaOrleans.Cluster.Reports;

/// <summary>Knows how fresh reports are.</summary>
public interface IFreshness
{
    /// <summary>Every hit acknowledged before this instant is counted; milliseconds since 1970 UTC. Never later than now; 0 before anything is known.</summary>
    long FreshToMs { get; }
}
