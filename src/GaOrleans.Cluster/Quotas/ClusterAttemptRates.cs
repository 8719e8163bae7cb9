using System.Security.Cryptography;
using System.Text;
using GaOrleans.Engine.Quotas;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Quotas;

/// <summary>Limits of attempts over all silos, a grain for each thing that is tried. One that does not answer keeps nobody out: callers count for themselves as well.</summary>
internal sealed partial class ClusterAttemptRates(IGrainFactory grains, TimeProvider time, ILogger<ClusterAttemptRates> logger) : IAttemptRates
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async ValueTask<int?> TakeAsync(string what, RateLimit limit, CancellationToken ct)
    {
        // E-mails and addresses are nothing for logs and metrics of grains.
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
        try
        {
            int wait = await grains.GetGrain<IAttemptsGrain>(key).TakeAsync(limit.PerSecond, limit.Burst).AsTask().WaitAsync(AnswerTime, time, ct);
            return wait == 0 ? null : wait;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnanswered(e.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 212, Level = LogLevel.Warning, Message = "an attempt to sign in is counted by this silo alone: {Message}")]
    private partial void LogUnanswered(string message);
}
