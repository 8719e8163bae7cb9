using GaOrleans.Cluster.Merchants;
using GaOrleans.Engine.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Sends changes by the stream of the site's merchant.</summary>
internal sealed class StreamBucketChanges(IServiceProvider services, ILogger<StreamBucketChanges> logger) : IBucketChanges
{
    private readonly IStreamProvider? _streams = services.GetKeyedService<IStreamProvider>(StreamNames.Provider);
    private readonly IConfigurationStore? _configuration = services.GetService<IConfigurationStore>();

    public void Tell(BucketChange change)
    {
        if (_streams is not null && _configuration?.FindSite(change.Site) is { } site) _ = SendAsync(site.MerchantId, change);
    }

    private async Task SendAsync(int merchant, BucketChange change)
    {
        try
        {
            await _streams!.GetStream<BucketChange>(StreamId.Create(StreamNames.BucketChanges, (long)merchant)).OnNextAsync(change);
        }
        catch (Exception e)
        {
            // Whatever goes wrong, it was a hint only.
            BucketLog.ChangeFails(logger, e, merchant);
        }
    }
}
