using System.Text;
using GaOrleans.Cluster.Azure.DeadLetters;
using GaOrleans.Cluster.Buckets;

namespace GaOrleans.Cluster.Tests.Azure;

public sealed class BlobDeadLettersTests
{
    [Fact]
    public async Task Letter_IsOneBlob_HoweverOftenItComes()
    {
        var blobs = new MemoryBlobStore();
        var letters = new BlobDeadLetters(blobs);
        var letter = new DeadLetter("1/1795212000/0", 3, 12345, "torn", [1, 2, 3]);

        await letters.AddAsync(letter);
        await letters.AddAsync(letter);
        await letters.AddAsync(letter with { Reason = "other" });

        Assert.Equal(2, blobs.Blobs.Count);
        (string name, Cluster.Storage.BlobPointer blob) = blobs.Blobs.OrderBy(entry => entry.Key, StringComparer.Ordinal).First();
        Assert.StartsWith("dead-letters/003/0000000000000012345-", name, StringComparison.Ordinal);
        Assert.Contains("\"bytes\":\"AQID\"", Encoding.UTF8.GetString(blob.Bytes), StringComparison.Ordinal);
    }
}
