using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>Notes what it is delivered in the ledger of its cluster, and fetches what it missed. Does nothing in a cluster without ledger.</summary>
[ImplicitStreamSubscription(StreamNames.Hits)]
public sealed class BundleConsumer(IServiceProvider services) : Grain, IBundleConsumer, IStreamSubscriptionObserver
{
    private readonly BundleLedger? _ledger = services.GetService<BundleLedger>();

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => await handleFactory.Create<byte[]>().ResumeAsync(OnBundleAsync);

    private async Task OnBundleAsync(byte[] bundle, StreamSequenceToken token)
    {
        if (_ledger is null) return;
        if (_ledger.Broken) throw new InvalidOperationException("the test has broken this consumer");
        string key = this.GetPrimaryKeyString();
        if (Before(bundle) > _ledger.Watermark(key)) await FetchAsync(((LogToken)token).Partition, key);
        Apply(key, bundle);
    }

    private async Task FetchAsync(int partition, string key)
    {
        Interlocked.Increment(ref _ledger!.Missed);
        LogReading reading = await GrainFactory.GetGrain<ILogPartitionGrain>(partition).ReadStreamAsync(key, _ledger.Watermark(key));
        foreach (StreamPart part in reading.Streams) Apply(key, part.Payload);
    }

    private static long Before(byte[] bundle) => HitBundle.TryOpen(bundle, out HitBundleReader reader) ? reader.Before : HitBundle.UnknownBefore;

    private void Apply(string key, byte[] bundle)
    {
        Assert.True(HitBundle.TryOpen(bundle, out HitBundleReader reader));
        while (reader.TryNext(out _)) _ledger!.Apply(key, reader.Offset);
    }
}
