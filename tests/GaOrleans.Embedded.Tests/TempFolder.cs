namespace GaOrleans.Embedded.Tests;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <summary>Makes the folder.</summary>
    /// <param name="inMemory">Whether it may be in memory: for tests of many steps in which the disk's own slowness shows nothing.</param>
    public TempFolder(bool inMemory = false) =>
        Path = inMemory && Directory.Exists(Memory) ? Directory.CreateDirectory($"{Memory}/ga-test-{Guid.NewGuid():N}").FullName : Directory.CreateTempSubdirectory("ga-test-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
