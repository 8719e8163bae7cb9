namespace GaOrleans.Cluster.Quotas;

/// <summary>Keeps the limit of one thing that is tried, over all silos; the key is a hash of what it is. In memory only: when it moves, there is a full burst again.</summary>
[Alias("GaOrleans.Attempts")]
public interface IAttemptsGrain : IGrainWithStringKey
{
    /// <summary>Takes a token.</summary>
    /// <param name="perSecond">The limit, the same in all silos: tokens a second.</param>
    /// <param name="burst">Most tokens at once.</param>
    /// <returns>0 when there was one, else in how many seconds there is.</returns>
    [Alias("Take")]
    ValueTask<int> TakeAsync(double perSecond, double burst);
}
