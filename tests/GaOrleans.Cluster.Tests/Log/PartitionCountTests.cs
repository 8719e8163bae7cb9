using GaOrleans.Cluster.Log;

namespace GaOrleans.Cluster.Tests.Log;

public sealed class PartitionCountTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("partition-count-").FullName;

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Check_Refuses_WhenTheLogWasMadeWithAnotherNumber(int partitions)
    {
        PartitionCount.Check(_folder, 4);
        PartitionCount.Check(_folder, 4);
        IOException refused = Assert.Throws<IOException>(() => PartitionCount.Check(_folder, partitions));
        Assert.Contains("made with 4 partitions", refused.Message, StringComparison.Ordinal);
        PartitionCount.Check(_folder, 4);
    }

    [Fact]
    public async Task Check_TakesTheNumber_WhenSeveralSilosStartAtOnce()
    {
        for (int round = 0; round < 20; round++)
        {
            string folder = Path.Combine(_folder, $"{round}");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PartitionCount.Check(folder, 4))));
            Assert.Throws<IOException>(() => PartitionCount.Check(folder, 5));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
