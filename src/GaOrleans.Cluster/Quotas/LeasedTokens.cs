using GaOrleans.Engine.Quotas;

namespace GaOrleans.Cluster.Quotas;

/// <summary>What a silo has of one key's tokens. Used under its own lock.</summary>
internal sealed class LeasedTokens
{
    /// <summary>Tokens leased and not given out.</summary>
    public int Granted { get; set; }

    /// <summary>Tokens given out without a lease, of which the grain is to hear.</summary>
    public int Debt { get; set; }

    /// <summary>Tokens given out since the last lease.</summary>
    public int Used { get; set; }

    /// <summary>Whether a lease is being asked for.</summary>
    public bool Asking { get; set; }

    /// <summary>Until when there is nothing to be had, as the grain said; ticks.</summary>
    public long RefusedUntil { get; set; }

    /// <summary>Until when the grain is not asked, since it did not answer; ticks.</summary>
    public long SilentUntil { get; set; }

    /// <summary>This silo's share of the limit, for the time without a lease.</summary>
    public TokenBucket Share;
}
