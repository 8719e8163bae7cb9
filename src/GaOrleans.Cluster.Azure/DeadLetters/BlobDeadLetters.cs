using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Azure.DeadLetters;

/// <summary>
/// Dead letters as one blob of JSON each: <c>dead-letters/003/0000000000000012345-0123456789abcdef.json</c>, named by position and content, so that a letter
/// which comes again is the same blob.
/// </summary>
internal sealed class BlobDeadLetters(IBlobStore blobs) : IDeadLetters
{
    /// <inheritdoc/>
    public async ValueTask AddAsync(DeadLetter letter)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            new { partition = letter.Partition, offset = letter.Offset, stream = letter.Stream, reason = letter.Reason, bytes = letter.Bytes });
        string hash = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8));
        // Nothing else stores letters, and a letter that is lost is a hit lost: the bucket waits until it is stored.
        await blobs.PutAsync(string.Create(CultureInfo.InvariantCulture, $"dead-letters/{letter.Partition:D3}/{Math.Max(0, letter.Offset):D19}-{hash}.json"), json, CancellationToken.None);
    }
}
