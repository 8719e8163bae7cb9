namespace GaOrleans.Engine.Quotas;

/// <summary>Limits how often each key asks. One process counts by itself; the silos of a cluster keep one limit together.</summary>
public interface IRequestRates
{
    /// <summary>Takes a token of a key; at once, and as a rule without allocating.</summary>
    /// <param name="keyId">Number of a known key.</param>
    /// <returns>False when there is none: the key has to wait.</returns>
    bool TryTake(long keyId);
}
