using System.IO.Compression;

namespace GaOrleans.Browser;

public sealed class TrackerSizeTests
{
    [Fact]
    public void Tracker_IsUnderThreeKilobytes_WhenCompressed()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "ga.js")));
        Assert.InRange(compressed.Length, 1, 3_000);
    }
}
