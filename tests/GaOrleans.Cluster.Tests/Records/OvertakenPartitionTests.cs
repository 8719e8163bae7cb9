using GaOrleans.Cluster.Records;
using GaOrleans.Cluster.Tests.Merchants;
using GaOrleans.Engine.Records;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Records;

/// <summary>A partition of which there were two activations for a while, as when a silo has died.</summary>
public sealed class OvertakenPartitionTests(ConfigurationCluster cluster) : IClassFixture<ConfigurationCluster>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_OfWhatAnotherActivationWrote_IsMade(bool delete)
    {
        string partition = $"overtaken/{delete}";
        IRecordStore store = RecordsOnSilo.Of(cluster.Services(0));
        long first = (await store.PutAsync(partition, "ann", "1", 0, None))!.Value;
        long beside = await WriteBesideAsync(partition, "ann", "2");

        Assert.Equal(first, (await store.FindAsync(partition, "ann", None))!.Version);
        if (delete)
        {
            Assert.True(await store.DeleteAsync(partition, "ann", beside, None));
            Assert.Null(await store.FindAsync(partition, "ann", None));
            return;
        }

        long? after = await store.PutAsync(partition, "ann", "3", beside, None);
        Assert.True(after > beside);
        Assert.Equal("3", (await store.FindAsync(partition, "ann", None))!.Json);
    }

    private async Task<long> WriteBesideAsync(string partition, string key, string json)
    {
        GrainId grain = cluster.Cluster.Client.GetGrain<IRecordPartitionGrain>(RecordPartitionNames.Of(partition)).GetGrainId();
        var pages = new RecordPages(cluster.Services(0).GetRequiredKeyedService<IGrainStorage>(StreamNames.Storage), grain);
        await pages.OpenAsync();
        (RecordPageEntry entry, RecordPage page) = await pages.ForChangeAsync(key);
        RecordPage after = page.With(key, json, call: 7);
        await pages.StoreAsync(entry, after);
        return after.LastVersion;
    }
}
