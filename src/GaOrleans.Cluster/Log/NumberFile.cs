using System.Buffers.Binary;
using GaOrleans.Core.Encoding;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// A number that outlasts crashes: the file is written anew under another name and renamed.
/// <code>
/// version 1
///   u8   version
///   i64  the number, little-endian
///   u32  CRC32C of what stands before
/// </code>
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="folder">The folder.</param>
/// <param name="name">The file's name.</param>
/// <param name="draft">The other name; one of its own for each writer where there may be several at once.</param>
internal sealed class NumberFile(IFileSystem files, string folder, string name, string? draft = null)
{
    private const byte Version = 1;
    private const int SizeBytes = 13, ChecksumAt = 9;

    private readonly string _path = Path.Combine(folder, name), _draft = Path.Combine(folder, draft ?? name + ".new");

    /// <summary>Reads the number.</summary>
    /// <returns>Null when there is none, or none that can be read.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal long? Read()
    {
        if (!files.Exists(_path)) return null;
        Span<byte> bytes = stackalloc byte[SizeBytes + 1];
        using IFile file = files.Open(_path, OpenMode.Read);
        if (file.Read(0, bytes) != SizeBytes || bytes[0] != Version) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) != Crc32C.Of(bytes[..ChecksumAt])) return null;
        return BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
    }

    /// <summary>Replaces the number; no crash from then on brings the old one back.</summary>
    /// <exception cref="IOException">It could not be stored; the old one or the new one is there.</exception>
    internal void Write(long number)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], number);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumAt..], Crc32C.Of(bytes[..ChecksumAt]));
        using (IFile file = files.Open(_draft, OpenMode.CreateOrReplace))
        {
            file.Write(0, bytes);
            file.SyncData();
        }

        files.Rename(_draft, _path);
        files.SyncDirectory(folder);
    }
}
