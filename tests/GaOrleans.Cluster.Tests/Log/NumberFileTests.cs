using GaOrleans.Cluster.Log;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Tests.Log;

public sealed class NumberFileTests : IDisposable
{
    private const string Golden = "01D202964900000000185788D8";

    private readonly string _folder = Directory.CreateTempSubdirectory("number-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Version1_IsWrittenAndReadAsEver()
    {
        NumberFile file = Open();
        Assert.Null(file.Read());
        file.Write(1_234_567_890);
        Assert.Equal(Golden, Convert.ToHexString(File.ReadAllBytes(Path.Combine(_folder, "n"))));
        Assert.Equal(1_234_567_890, Open().Read());
    }

    [Fact]
    public void Number_IsNotBelieved_WhenItsFileIsCutOrAnyBitHasChanged()
    {
        byte[] whole = Convert.FromHexString(Golden);
        for (int length = 0; length < whole.Length; length++) AssertUnread(whole[..length]);
        AssertUnread([.. whole, 0]);
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertUnread(flipped);
        }
    }

    private void AssertUnread(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "n"), bytes);
        Assert.Null(Open().Read());
    }

    private NumberFile Open() => new(new DiskFileSystem(), _folder, "n");
}
