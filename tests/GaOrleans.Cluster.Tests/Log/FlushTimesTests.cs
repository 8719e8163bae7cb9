using GaOrleans.Cluster.Log;
using static GaOrleans.Cluster.Tests.Log.PartitionFolder;

namespace GaOrleans.Cluster.Tests.Log;

/// <summary>What a silo knows of the flushes of its partitions.</summary>
public sealed class FlushTimesTests : IDisposable
{
    private readonly PartitionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Flushes_AreCountedOn_WhenAPartitionIsOpenedAgain()
    {
        long before = 0;
        for (int round = 0; round < 2; round++)
        {
            await using LogPartition partition = await _folder.OpenAsync();
            await AppendAsync(partition, Record(1, 3));
            long after = Flushes();
            Assert.True(after > before, $"{after} flushes after {before}");
            before = after;
        }

        long Flushes()
        {
            long all = 0;
            foreach (long count in _folder.Options.FlushTimes.Counts) all += count;
            return all;
        }
    }
}
