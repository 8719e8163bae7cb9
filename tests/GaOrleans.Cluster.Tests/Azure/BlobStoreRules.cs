using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Tests.Azure;

/// <summary>What the archive counts on in a store of blobs.</summary>
public abstract class BlobStoreRules
{
    private static readonly CancellationToken None = CancellationToken.None;

    private protected abstract Task<IBlobStore> CreateAsync();

    [Fact]
    public async Task Blob_IsReadAsStored_AndNoneWhereNothingWas()
    {
        IBlobStore store = await CreateAsync();
        byte[] large = [.. Enumerable.Range(0, 3 * 1024 * 1024).Select(i => (byte)(i * 7))];

        await store.PutAsync("a/one", new byte[] { 1, 2, 3 }, None);
        await store.PutAsync("a/empty", Array.Empty<byte>(), None);
        await store.PutAsync("a/large", large, None);

        Assert.Equal([1, 2, 3], await store.GetAsync("a/one", None));
        Assert.Empty((await store.GetAsync("a/empty", None))!);
        Assert.Equal(large, await store.GetAsync("a/large", None));
        Assert.Null(await store.GetAsync("a/none", None));
    }

    [Fact]
    public async Task Blob_KeepsItsBytes_WhenTheNameIsUsedAgain()
    {
        IBlobStore store = await CreateAsync();
        await store.PutAsync("a/one", new byte[] { 1, 2, 3 }, None);

        await store.PutAsync("a/one", new byte[] { 1, 2, 3 }, None);
        await Assert.ThrowsAsync<IOException>(async () => await store.PutAsync("a/one", new byte[] { 4 }, None));

        Assert.Equal([1, 2, 3], await store.GetAsync("a/one", None));
    }

    [Fact]
    public async Task Listing_GivesNamesOfAPrefix_InOrder()
    {
        IBlobStore store = await CreateAsync();
        foreach (string name in new[] { "b/2", "a/9", "b/10", "b/1", "c" }) await store.PutAsync(name, new byte[] { 1 }, None);
        await store.DeleteAsync("b/10", None);
        await store.DeleteAsync("b/none", None);

        var names = new List<string>();
        await foreach (string name in store.ListAsync("b/", None)) names.Add(name);

        Assert.Equal(["b/1", "b/2"], names);
    }

    [Fact]
    public async Task Pointer_IsSet_OnlyByWhoeverHasReadItLast()
    {
        IBlobStore store = await CreateAsync();
        Assert.Null(await store.ReadPointerAsync("p", None));

        string? first = await store.SwapPointerAsync("p", new byte[] { 1 }, null, None);
        Assert.NotNull(first);
        Assert.Null(await store.SwapPointerAsync("p", new byte[] { 2 }, null, None));
        string? second = await store.SwapPointerAsync("p", new byte[] { 3 }, first, None);
        Assert.NotNull(second);
        Assert.Null(await store.SwapPointerAsync("p", new byte[] { 4 }, first, None));
        Assert.Null(await store.SwapPointerAsync("none", new byte[] { 5 }, first, None));

        BlobPointer? read = await store.ReadPointerAsync("p", None);
        Assert.Equal([3], read!.Bytes);
        Assert.Equal(second, read.ETag);
    }

    [Fact]
    public async Task Pointer_HasOneWinner_OfManyAtOnce()
    {
        IBlobStore store = await CreateAsync();
        string? etag = await store.SwapPointerAsync("p", new byte[] { 0 }, null, None);

        string?[] answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => store.SwapPointerAsync("p", new byte[] { (byte)i }, etag, None).AsTask()));

        Assert.Single(answers, answer => answer is not null);
    }
}
