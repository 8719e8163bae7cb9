using System.Text;
using GaOrleans.Cluster.Azure.Archive;
using GaOrleans.Embedded.Archive;

namespace GaOrleans.Cluster.Tests.Azure;

public sealed class PartitionManifestTests
{
    private const string Golden =
        """
        90a246ad gaorleans-archive 1 0
        efc13983 0000000000000000000-0123456789abcdef 5 b51f5fd4 {"partition":2,"first":0,"next":6,"files":[{"name":"2-0000000000000000000-2026112022.ndjson.gz","size_bytes":512,"hits":6}],"index_bytes":60,"index_crc":12345}
        744d15a5 - 7 27dfc69a {"partition":2,"first":6,"next":9,"files":[],"index_bytes":0,"index_crc":0,"lost":"expired"}
        
        """;

    [Fact]
    public void Version1_IsWrittenAndReadAsEver()
    {
        byte[] written = Sample().Write();

        Assert.Equal(Golden, Encoding.UTF8.GetString(written));
        PartitionManifest read = PartitionManifest.Read(written, "tag")!;
        Assert.Equal((0, 9L, 7L, "tag"), (read.Parts, read.Next, read.Source, read.ETag));
        Assert.Equal(["0000000000000000000-0123456789abcdef", "-"], read.Batches.Select(batch => batch.Folder));
        Assert.Equal("expired", read.Batches[1].Entry.Lost);
    }

    [Fact]
    public void Damage_IsSeen_WhereverItIs()
    {
        byte[] bytes = Sample().Write();

        for (int i = 0; i < bytes.Length; i++)
        {
            // Cut at the end of a line it is a shorter manifest; a blob is stored whole or not at all.
            if (bytes[Math.Max(0, i - 1)] != '\n') Assert.Null(PartitionManifest.Read(bytes.AsSpan(0, i), "tag"));
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] flipped = [.. bytes];
                flipped[i] ^= (byte)(1 << bit);
                Assert.Null(PartitionManifest.Read(flipped, "tag"));
            }
        }
    }

    [Fact]
    public void OtherVersions_AreNotGuessedAt()
    {
        string header = "gaorleans-archive 2 0";
        string line = $"{Core.Encoding.Crc32C.Of(Encoding.UTF8.GetBytes(header)):x8} {header}\n";

        Assert.Null(PartitionManifest.Read(Encoding.UTF8.GetBytes(line), "tag"));
    }

    private static PartitionManifest Sample() => PartitionManifest.Empty
        .With(new ArchivedBatch("0000000000000000000-0123456789abcdef", 5, new ManifestEntry
        {
            Partition = 2, First = 0, Next = 6, Files = [new ManifestFile("2-0000000000000000000-2026112022.ndjson.gz", 512, 6)], IndexBytes = 60, IndexCrc = 12345,
        }))
        .With(new ArchivedBatch(ArchivedBatch.NoFolder, 7, new ManifestEntry { Partition = 2, First = 6, Next = 9, Lost = "expired" }));
}
