using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.Merchants;

public sealed class BucketChangeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ga-test-").FullName;
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSqliteGrainStorage(_folder);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.AddMemoryStreams(StreamNames.Provider, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Merchant_HearsOfItsBuckets_AndOfNoOthers()
    {
        IStreamProvider streams = _cluster.Silos[0].SiloHost.Services.GetRequiredKeyedService<IStreamProvider>(StreamNames.Provider);
        await streams.GetStream<BucketChange>(StreamId.Create(StreamNames.BucketChanges, 17)).OnNextAsync(new BucketChange(3, 3600, 0, 1, 10, 4_000));
        await streams.GetStream<BucketChange>(StreamId.Create(StreamNames.BucketChanges, 18)).OnNextAsync(new BucketChange(4, 3600, 0, 1, 11, 5_000));

        IMerchantGrain merchant = _cluster.Client.GetGrain<IMerchantGrain>(17);
        SiteActivity[] heard = [];
        await Eventually.HoldsAsync(async () => (heard = await merchant.ActivityAsync()).Length > 0, "the merchant hears of its bucket");

        SiteActivity site = Assert.Single(heard);
        Assert.Equal((3, 4_000L), (site.Site, site.LastHitMs));
        Assert.Equal([new HourActivity(3600, 0, 10)], site.Hours);
        Assert.Equal(0, (await merchant.ReadAsync(0)).Version);
    }
}
