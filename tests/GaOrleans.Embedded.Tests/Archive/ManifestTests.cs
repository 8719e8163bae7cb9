using System.Text;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Tests.Archive;

public sealed class ManifestTests : IDisposable
{
    // As the first release writes it. Never change this: readers must go on reading it.
    private const string Golden = """
        cb204570 {"partition":0,"first":0,"next":255,"files":[{"name":"0-0000000000000000000-2026112023.ndjson.gz","size_bytes":25600,"hits":255}],"index_bytes":321,"index_crc":123456789}
        da94e3c6 {"partition":0,"first":255,"next":300,"files":[],"index_bytes":0,"index_crc":0,"lost":"damaged"}
        """ + "\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Golden_IsWrittenAndRead_AsEver()
    {
        var manifest = new Manifest(new DiskFileSystem(), _folder.Path);
        manifest.Open();
        manifest.Add(new ManifestEntry { Partition = 0, First = 0, Next = 255, Files = [new ManifestFile("0-0000000000000000000-2026112023.ndjson.gz", 25_600, 255)], IndexBytes = 321, IndexCrc = 123_456_789 });
        manifest.Add(new ManifestEntry { Partition = 0, First = 255, Next = 300, Lost = "damaged" });
        string part = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal("manifest-00000001", Path.GetFileName(part));
        Assert.Equal(Golden, File.ReadAllText(part));

        File.WriteAllText(part, Golden);
        var problems = new List<string>();
        List<ManifestEntry> read = Manifest.Read(new DiskFileSystem(), _folder.Path, problems);
        Assert.Empty(problems);
        Assert.Equal([(0, 255), (255, 300)], read.Select(entry => (entry.First, entry.Next)));
        Assert.Equal(new ManifestFile("0-0000000000000000000-2026112023.ndjson.gz", 25_600, 255), Assert.Single(read[0].Files));
        Assert.Equal("damaged", read[1].Lost);
    }

    [Fact]
    public void EveryFlippedBit_IsAProblem()
    {
        byte[] golden = Encoding.UTF8.GetBytes(Golden.TrimEnd('\n'));
        string part = Path.Combine(_folder.Path, "manifest-00000001");
        for (int bit = 0; bit < golden.Length * 8; bit++)
        {
            byte[] flipped = [.. golden];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(part, flipped);
            var problems = new List<string>();
            Manifest.Read(new DiskFileSystem(), _folder.Path, problems);
            Assert.NotEmpty(problems);
        }
    }
}
