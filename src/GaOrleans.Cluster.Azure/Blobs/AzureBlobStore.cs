using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Azure.Blobs;

/// <summary>
/// Blobs in a container of Azure Storage. A blob is written once (<c>If-None-Match: *</c>), so a name never means two things; a pointer is a blob that is
/// replaced under its ETag. Faults of the service come as <see cref="IOException"/>s; the client's own retries have been made by then.
/// </summary>
/// <param name="container">The container; it exists.</param>
public sealed class AzureBlobStore(BlobContainerClient container) : IBlobStore
{
    private const int NotFound = 404, Conflict = 409, PreconditionFailed = 412;

    /// <inheritdoc/>
    public async ValueTask PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await UploadAsync(name, bytes, new BlobRequestConditions { IfNoneMatch = ETag.All }, ct);
        }
        catch (RequestFailedException fault) when (fault.Status is Conflict or PreconditionFailed)
        {
            // Perhaps an attempt of ours whose answer was lost.
            byte[]? stored = await GetAsync(name, ct);
            if (stored is not null && bytes.Span.SequenceEqual(stored)) return;
            throw new IOException($"cannot store the blob {name}: other bytes have that name, which should never be; look who else writes to {container.Uri}", fault);
        }
        catch (RequestFailedException fault)
        {
            throw Unavailable("store", name, fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> GetAsync(string name, CancellationToken ct) => (await DownloadAsync(name, ct))?.Bytes;

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string name, CancellationToken ct)
    {
        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: ct);
        }
        catch (RequestFailedException fault)
        {
            throw Unavailable("delete", name, fault);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await using IAsyncEnumerator<BlobItem> blobs = container.GetBlobsAsync(prefix: prefix, cancellationToken: ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await blobs.MoveNextAsync()) yield break;
            }
            catch (RequestFailedException fault)
            {
                throw Unavailable("list", prefix, fault);
            }

            yield return blobs.Current.Name;
        }
    }

    /// <inheritdoc/>
    public ValueTask<BlobPointer?> ReadPointerAsync(string name, CancellationToken ct) => DownloadAsync(name, ct);

    /// <inheritdoc/>
    public async ValueTask<string?> SwapPointerAsync(string name, ReadOnlyMemory<byte> bytes, string? etag, CancellationToken ct)
    {
        var conditions = etag is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(etag) };
        try
        {
            return (await UploadAsync(name, bytes, conditions, ct)).ToString();
        }
        catch (RequestFailedException fault) when (fault.Status is Conflict or PreconditionFailed or NotFound)
        {
            return null;
        }
        catch (RequestFailedException fault)
        {
            throw Unavailable("set the pointer", name, fault);
        }
    }

    private async Task<ETag> UploadAsync(string name, ReadOnlyMemory<byte> bytes, BlobRequestConditions conditions, CancellationToken ct)
    {
        Response<BlobContentInfo> stored = await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), new BlobUploadOptions { Conditions = conditions }, ct);
        return stored.Value.ETag;
    }

    private async ValueTask<BlobPointer?> DownloadAsync(string name, CancellationToken ct)
    {
        try
        {
            BlobDownloadResult read = (await container.GetBlobClient(name).DownloadContentAsync(ct)).Value;
            return new BlobPointer(read.Content.ToArray(), read.Details.ETag.ToString());
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound && fault.ErrorCode != BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
        catch (RequestFailedException fault)
        {
            throw Unavailable("read", name, fault);
        }
    }

    private IOException Unavailable(string doing, string name, RequestFailedException fault) =>
        new($"cannot {doing} {name} in {container.Uri}: {fault.ErrorCode ?? fault.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)}; look at the storage account and at this process's roles on it", fault);
}
