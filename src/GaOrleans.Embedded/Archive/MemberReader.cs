using System.IO.Compression;
using GaOrleans.Core.Encoding;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Archive;

/// <summary>Reads and checks gzip members; its buffers serve one member after another.</summary>
internal sealed class MemberReader
{
    private byte[] _packed = [];
    private byte[] _text = [];

    /// <summary>Reads a member and unpacks it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where the member starts.</param>
    /// <param name="member">What the index says of it.</param>
    /// <param name="text">Its lines; valid until the next call.</param>
    /// <returns>What is wrong, or null when all is well.</returns>
    public string? Read(IFile file, long at, IndexedMember member, out ReadOnlyMemory<byte> text)
    {
        text = default;
        // Sizes come from an index whose checksum fits, but memory is asked for only as far as the file can fill it.
        if (at + member.SizeBytes > file.SizeBytes) return "it is cut short";
        if (_packed.Length < member.SizeBytes) _packed = new byte[member.SizeBytes];
        if (_text.Length < member.TextBytes) _text = new byte[member.TextBytes];
        if (file.Read(at, _packed.AsSpan(0, member.SizeBytes)) != member.SizeBytes) return "it is cut short";
        if (Crc32C.Of(_packed.AsSpan(0, member.SizeBytes)) != member.Crc) return "it does not fit its checksum";
        try
        {
            using var gzip = new GZipStream(new MemoryStream(_packed, 0, member.SizeBytes), CompressionMode.Decompress);
            int read = gzip.ReadAtLeast(_text.AsSpan(0, member.TextBytes), member.TextBytes, throwOnEndOfStream: false);
            if (read != member.TextBytes || gzip.ReadByte() >= 0) return "it unpacks to another size than the index says";
        }
        catch (InvalidDataException fault)
        {
            return $"it is no gzip: {fault.Message}";
        }

        text = _text.AsMemory(0, member.TextBytes);
        return null;
    }
}
