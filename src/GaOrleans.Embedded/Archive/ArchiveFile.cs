using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Archive;

/// <summary>Reads the archive's small files whole.</summary>
internal static class ArchiveFile
{
    /// <summary>All bytes of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] ReadAll(IFileSystem files, string path)
    {
        using IFile file = files.Open(path, OpenMode.Read);
        var bytes = new byte[file.SizeBytes];
        int read = file.Read(0, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
