using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Tests.Log;

/// <summary>A file of <see cref="BreakableFiles"/>.</summary>
internal sealed class BreakableFile(BreakableFiles files, IFile file) : IFile
{
    public string Path => file.Path;

    public long SizeBytes => file.SizeBytes;

    public int Read(long offset, Span<byte> into) => file.Read(offset, into);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        files.Check(file.Path);
        file.Write(offset, bytes);
    }

    public void Allocate(long sizeBytes) => file.Allocate(sizeBytes);

    public void SetSize(long sizeBytes) => file.SetSize(sizeBytes);

    public void SyncData()
    {
        files.Check(file.Path);
        file.SyncData();
    }

    public void Dispose() => file.Dispose();
}
