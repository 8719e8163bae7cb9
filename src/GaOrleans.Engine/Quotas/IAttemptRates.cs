namespace GaOrleans.Engine.Quotas;

/// <summary>Limits of what is tried seldom, such as passwords, kept over all processes of the service.</summary>
public interface IAttemptRates
{
    /// <summary>Takes a token for an attempt.</summary>
    /// <param name="what">What is limited; any text.</param>
    /// <param name="limit">Its limit, the same in all processes.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null when the attempt may be made, or when it is not known; else in how many seconds to try again.</returns>
    ValueTask<int?> TakeAsync(string what, RateLimit limit, CancellationToken ct);
}
