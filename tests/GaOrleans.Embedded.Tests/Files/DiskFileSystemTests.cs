using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Tests.Files;

public sealed class DiskFileSystemTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CreateDirectory_KeepsOthersOut()
    {
        if (OperatingSystem.IsWindows()) return;
        string inner = Path.Combine(_folder["data"], "log");
        new DiskFileSystem().CreateDirectory(inner);
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(inner));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder["data"]));
    }
}
