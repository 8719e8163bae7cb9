using System.IO.Compression;
using System.Security.Cryptography;

namespace GaOrleans.Portal.Assets;

/// <summary>A script, style sheet or picture, with a name that changes whenever its content does.</summary>
internal sealed class PortalAsset
{
    private const int FingerprintLength = 12;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public PortalAsset(string name, string contentType, byte[] content)
    {
        Name = name;
        ContentType = contentType;
        Content = content;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(content))[..FingerprintLength];
        // The first browser pays some milliseconds for each; fonts and pictures that are compressed already are small here.
        _brotli = new Lazy<byte[]>(() => Compressed(content, to => new BrotliStream(to, CompressionLevel.Optimal)));
        _gzip = new Lazy<byte[]>(() => Compressed(content, to => new GZipStream(to, CompressionLevel.Optimal)));
    }

    /// <summary>Its file name, such as <c>portal.css</c>.</summary>
    public string Name { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    /// <summary>A hash of its content.</summary>
    public string Fingerprint { get; }

    /// <summary>Its bytes.</summary>
    public byte[] Content { get; }

    /// <summary>Its bytes in the best encoding that a browser takes.</summary>
    /// <returns>The bytes, and the name of their encoding; none when they are plain.</returns>
    public (byte[] Bytes, string? Encoding) For(string acceptEncoding)
    {
        if (acceptEncoding.Contains("br", StringComparison.Ordinal)) return (_brotli.Value, "br");
        return acceptEncoding.Contains("gzip", StringComparison.Ordinal) ? (_gzip.Value, "gzip") : (Content, null);
    }

    private static byte[] Compressed(byte[] content, Func<Stream, Stream> open)
    {
        using var to = new MemoryStream(content.Length / 3);
        using (Stream compressing = open(to)) compressing.Write(content);
        return to.ToArray();
    }
}
