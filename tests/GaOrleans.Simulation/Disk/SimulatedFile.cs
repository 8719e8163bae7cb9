using GaOrleans.Embedded.Files;

namespace GaOrleans.Simulation.Disk;

/// <summary>An open file of the simulated disk.</summary>
internal sealed class SimulatedFile(Inode inode, string path, Trouble trouble) : IFile
{
    public string Path => path;

    public long SizeBytes => inode.Size;

    public int Read(long offset, Span<byte> into) => inode.Read(offset, into);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        trouble.Step();
        if (trouble.Fails())
        {
            inode.Write(offset, bytes[..trouble.Random.Next(bytes.Length)]);
            throw trouble.Fault("write", path);
        }

        inode.Write(offset, bytes);
    }

    public void Allocate(long sizeBytes)
    {
        trouble.Step();
        if (trouble.Fails()) throw trouble.Fault("reserve space for", path);
        if (sizeBytes > inode.Size) inode.SetSize((int)sizeBytes);
    }

    public void SetSize(long sizeBytes)
    {
        trouble.Step();
        if (trouble.Fails()) throw trouble.Fault("resize", path);
        inode.SetSize((int)sizeBytes);
    }

    public void SyncData()
    {
        trouble.Step();
        if (trouble.Fails())
        {
            inode.FailToFlush(trouble.Random);
            throw trouble.Fault("flush", path);
        }

        inode.Flush();
    }

    public void Dispose()
    {
        // A closed file stays as dirty as it was.
    }
}
