namespace GaOrleans.Embedded.Files;

/// <summary>An open file. Safe for concurrent reading at other places than those being written. Faults are <see cref="IOException"/>s.</summary>
public interface IFile : IDisposable
{
    /// <summary>The path it was opened by.</summary>
    string Path { get; }

    /// <summary>Its present size.</summary>
    long SizeBytes { get; }

    /// <summary>Reads up to the length of <paramref name="into"/>; fewer bytes only at the end of the file.</summary>
    /// <returns>Bytes read.</returns>
    int Read(long offset, Span<byte> into);

    /// <summary>Writes all bytes, growing the file when they reach beyond its end. After a fault any part of them may have been written.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Reserves disk space from the start up to a size and grows the file to it; new bytes read as zeros. A full disk shows here.</summary>
    void Allocate(long sizeBytes);

    /// <summary>Cuts or grows the file; new bytes read as zeros.</summary>
    void SetSize(long sizeBytes);

    /// <summary>
    /// Makes what was written, and the file's size, outlast a crash. After a fault it is unknown what was stored and a second call proves nothing:
    /// the kernel may have dropped the pages. The caller has to abandon the file.
    /// </summary>
    void SyncData();
}
