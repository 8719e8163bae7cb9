using System.Globalization;
using System.Security.Cryptography;

namespace GaOrleans.Cluster.Azure.Archive;

/// <summary>
/// Names of the archive's blobs: <c>archive/003/manifest</c> is the pointer to what partition 3 has, <c>archive/003/manifest-00000001</c> a full part of its
/// manifest, <c>archive/003/0000000000000012345-0123456789abcdef/</c> the folder of a batch with the files that the archive in files makes.
/// </summary>
internal static class ArchiveBlobNames
{
    public static string Pointer(int partition) => $"{Of(partition)}/manifest";

    public static string Part(int partition, int part) => string.Create(CultureInfo.InvariantCulture, $"{Of(partition)}/manifest-{part:D8}");

    public static string File(int partition, string folder, string file) => $"{Of(partition)}/{folder}/{file}";

    /// <summary>The folder of a batch. Its index holds the checksums of all its files, so equal names mean equal content.</summary>
    public static string Folder(long first, ReadOnlySpan<byte> index) =>
        string.Create(CultureInfo.InvariantCulture, $"{first:D19}-{Convert.ToHexStringLower(SHA256.HashData(index).AsSpan(0, 8))}");

    private static string Of(int partition) => string.Create(CultureInfo.InvariantCulture, $"archive/{partition:D3}");
}
