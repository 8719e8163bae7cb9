using GaOrleans.Engine.Operations;

namespace GaOrleans.Silo.Serving;

/// <summary>What the state of silo and cluster means to health checks. One partition that moves is no reason to take silos away; all of them in trouble is.</summary>
internal sealed class SiloReadiness(ClusterFigures figures) : IReadiness
{
    private volatile bool _draining;

    /// <summary>Whether the silo is about to end.</summary>
    public bool IsDraining => _draining;

    /// <inheritdoc/>
    public bool CanReport => figures.IsMember;

    /// <inheritdoc/>
    public string? NotReadyBecause
    {
        get
        {
            if (_draining) return "draining: the silo is about to end";
            if (!figures.IsMember) return "the silo is not a member of the cluster";
            if (!figures.IsKnown) return "the partitions of the log are not known yet";
            for (int i = 0; i < figures.Partitions.Count; i++)
            {
                if (figures.Partitions[i] is { Problem: null }) return null;
            }

            return "hits cannot be stored; the silos' logs say why";
        }
    }

    /// <summary>Says that the silo is about to end.</summary>
    public void Drain() => _draining = true;
}
