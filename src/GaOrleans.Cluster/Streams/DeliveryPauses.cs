using Orleans.Runtime.Providers;

namespace GaOrleans.Cluster.Streams;

/// <summary>Pauses between attempts to deliver: short at first, since most failures are a grain that moves.</summary>
internal sealed class DeliveryPauses : IMessageDeliveryBackoffProvider
{
    private const int FirstMs = 50, MostMs = 5_000, MostDoublings = 10;

    /// <inheritdoc/>
    public TimeSpan Next(int attempt) => TimeSpan.FromMilliseconds(Math.Min(MostMs, FirstMs << Math.Clamp(attempt, 0, MostDoublings)));
}
