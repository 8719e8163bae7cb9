using System.Collections.Concurrent;
using GaOrleans.Cluster.Tests.Merchants;
using GaOrleans.Engine.Records;

namespace GaOrleans.Cluster.Tests.Records;

/// <summary>Records while a silo dies. A cluster of its own, since it loses a silo.</summary>
public sealed class RecordDeathTests(ConfigurationCluster cluster) : IClassFixture<ConfigurationCluster>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Records_AreCompleteAndOnce_WhenASiloIsKilledUnderWriters()
    {
        const int Partitions = 8, Each = 40;
        IRecordStore store = RecordsOnSilo.Of(cluster.Services(0));
        var versions = new ConcurrentDictionary<(int Partition, int Key), long>();
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] writers = [.. Enumerable.Range(0, Partitions).Select(partition => Task.Run(() => WriteAsync(partition)))];
        await half.Task;
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[1]);
        await Task.WhenAll(writers);

        for (int partition = 0; partition < Partitions; partition++)
        {
            IReadOnlyList<StoredRecord> all = await store.ListAsync($"death/{partition}", null, 1000, None);
            Assert.Equal(Enumerable.Range(0, Each).Select(key => ($"{key:00}", versions[(partition, key)])), all.Select(record => (record.Key, record.Version)));
        }

        async Task WriteAsync(int partition)
        {
            for (int key = 0; key < Each; key++)
            {
                if (key == Each / 2) half.TrySetResult();
                // A null would say that somebody else has written, and there is nobody else.
                versions[(partition, key)] = (await store.PutAsync($"death/{partition}", $"{key:00}", "{}", 0, None))!.Value;
            }
        }
    }
}
