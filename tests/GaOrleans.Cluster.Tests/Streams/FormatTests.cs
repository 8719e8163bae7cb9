using System.Text;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Tests.Streams;

public sealed class FormatTests
{
    [Fact]
    public void HitBundle_GivesBackOffsetsAndHits()
    {
        var builder = new HitBundleBuilder();
        builder.Add(7, "a"u8);
        builder.Add(9, "bc"u8);
        Assert.True(HitBundle.TryOpen(builder.Finish(before: 5), out HitBundleReader reader));
        var read = new List<(long, string)>();
        while (reader.TryNext(out ReadOnlySpan<byte> hit)) read.Add((reader.Offset, Encoding.UTF8.GetString(hit)));
        Assert.Equal(5, reader.Before);
        Assert.False(reader.Malformed);
        Assert.Equal([(7, "a"), (9, "bc")], read);
    }

    [Fact]
    public void HitBundle_SaysSo_WhenItIsCutAnywhere()
    {
        var builder = new HitBundleBuilder();
        builder.Add(1_000_000, "hello"u8);
        builder.Add(1_000_001, "world"u8);
        byte[] whole = builder.Finish(HitBundle.NothingBefore);
        for (int length = 0; length < whole.Length; length++)
        {
            bool opened = HitBundle.TryOpen(whole.AsSpan(0, length), out HitBundleReader reader);
            while (reader.TryNext(out _)) { /* Reads what there is. */ }
            Assert.True(!opened || reader.Malformed, $"cut at {length}");
        }
    }

    [Fact]
    public void FrameBatch_GivesBackFrames_AndRefusesEveryCut()
    {
        byte[] whole = FrameBatch.Write(["one"u8.ToArray(), "three"u8.ToArray()]);
        Assert.Equal(["one", "three"], FrameBatch.TryRead(whole)!.Select(frame => Encoding.UTF8.GetString(frame.Span)));
        for (int length = 0; length < whole.Length; length++) Assert.Null(FrameBatch.TryRead(whole.AsMemory(0, length)));
    }

    [Fact]
    public void LogBlock_GivesBackRecords_AndRefusesEveryCut()
    {
        byte[] whole = LogBlock.Write([new LogRecord("hits", "1/2/0", "x"u8.ToArray()), new LogRecord("dropped", "5", "yz"u8.ToArray())]);
        Assert.Equal(["hits 1/2/0 x", "dropped 5 yz"], LogBlock.Read(whole).Select(record => $"{record.Namespace} {record.Key} {Encoding.UTF8.GetString(record.Payload.Span)}"));
        for (int length = 0; length < whole.Length; length++) Assert.Throws<InvalidDataException>(() => LogBlock.Read(whole.AsMemory(0, length)));
    }

    [Theory]
    [InlineData("1/3600/0", true)]
    [InlineData("1/-3600/63", true)]
    [InlineData("01/3600/0", false)]
    [InlineData("1/3600", false)]
    [InlineData("1/3600/0/", false)]
    [InlineData("", false)]
    public void BucketNames_ReadOnlyWhatTheyWrite(string name, bool known)
    {
        Assert.Equal(known, BucketNames.TryParse(name, out BucketKey key));
        if (known) Assert.Equal(name, BucketNames.Of(key));
    }
}
