using GaOrleans.Cluster.Merchants;
using GaOrleans.Engine.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// Sends changes by the stream of the site's merchant. It hands them to the provider's adapter itself: Orleans keeps each stream object of a silo for
/// ever, and every merchant is a stream.
/// </summary>
internal sealed class StreamBucketChanges(IServiceProvider services, ILogger<StreamBucketChanges> logger) : IBucketChanges
{
    private readonly IConfigurationStore? _configuration = services.GetService<IConfigurationStore>();

    // Not asked for when this is made: the provider needs grains, and grains need this.
    private readonly Lazy<Task<IQueueAdapter>?> _adapter = new(() => services.GetKeyedService<IQueueAdapterFactory>(StreamNames.Provider)?.CreateAdapter());

    public void Tell(BucketChange change)
    {
        if (_configuration?.FindSite(change.Site) is { } site) _ = SendAsync(site.MerchantId, change);
    }

    private async Task SendAsync(int merchant, BucketChange change)
    {
        try
        {
            if (_adapter.Value is not { } adapter) return;
            await (await adapter).QueueMessageAsync(StreamId.Create(StreamNames.BucketChanges, (long)merchant), change, token: null!, requestContext: null!);
        }
        catch (Exception e)
        {
            // Whatever goes wrong, it was a hint only.
            BucketLog.ChangeFails(logger, e, merchant);
        }
    }
}
