namespace GaOrleans.Cluster.Quotas;

/// <summary>Keeps the limit of one key over all silos; the key is the number of the key. In memory only: when it moves, the key has a full burst again.</summary>
[Alias("GaOrleans.Quota")]
public interface IQuotaGrain : IGrainWithIntegerKey
{
    /// <summary>Hands out tokens.</summary>
    /// <param name="spent">Tokens that the silo has given out without having them; they are taken off first.</param>
    /// <param name="wanted">How many it wants at most.</param>
    /// <param name="perSecond">The limit, the same in all silos: tokens a second.</param>
    /// <param name="burst">Most tokens at once.</param>
    [Alias("Take")]
    ValueTask<RateLease> TakeAsync(int spent, int wanted, double perSecond, double burst);
}
