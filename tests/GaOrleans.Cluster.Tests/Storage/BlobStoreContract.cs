using System.Text;
using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Tests.Storage;

/// <summary>What every <see cref="IBlobStore"/> does.</summary>
public abstract class BlobStoreContract
{
    /// <summary>A store on the same blobs at every call; they are empty at first.</summary>
    protected abstract IBlobStore Open();

    [Fact]
    public async Task Blob_IsReadBack_AlsoByAnotherStore()
    {
        await Open().PutAsync("a/b-1.x", "hello"u8.ToArray(), CancellationToken.None);
        await Open().PutAsync("empty", default, CancellationToken.None);
        Assert.Equal("hello"u8.ToArray(), await Open().GetAsync("a/b-1.x", CancellationToken.None));
        Assert.Empty((await Open().GetAsync("empty", CancellationToken.None))!);
        Assert.Null(await Open().GetAsync("a/b-1", CancellationToken.None));
        Assert.Null(await Open().GetAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task Blob_NeverChanges()
    {
        IBlobStore store = Open();
        await store.PutAsync("a", "one"u8.ToArray(), CancellationToken.None);
        await store.PutAsync("a", "one"u8.ToArray(), CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(async () => await store.PutAsync("a", "two"u8.ToArray(), CancellationToken.None));
        Assert.Equal("one"u8.ToArray(), await store.GetAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task Blob_IsGone_WhenDeleted()
    {
        IBlobStore store = Open();
        await store.PutAsync("a/b", new byte[10], CancellationToken.None);
        await store.DeleteAsync("a/b", CancellationToken.None);
        await store.DeleteAsync("a/b", CancellationToken.None);
        await store.DeleteAsync("no/such", CancellationToken.None);
        Assert.Null(await store.GetAsync("a/b", CancellationToken.None));
        Assert.Empty(await ListAsync(store, ""));
    }

    [Fact]
    public async Task Blobs_AreListedByPrefix_InOrder()
    {
        IBlobStore store = Open();
        foreach (string name in (string[])["b/2", "a", "a/b", "b/10-x", "b/10-y", "b/1/z", "c.d/e"]) await store.PutAsync(name, new byte[1], CancellationToken.None);
        Assert.Equal(["a", "a/b", "b/1/z", "b/10-x", "b/10-y", "b/2", "c.d/e"], await ListAsync(store, ""));
        Assert.Equal(["b/1/z", "b/10-x", "b/10-y"], await ListAsync(store, "b/1"));
        Assert.Equal(["b/10-x", "b/10-y"], await ListAsync(store, "b/10-"));
        Assert.Equal(["b/1/z"], await ListAsync(store, "b/1/"));
        Assert.Equal(["a/b"], await ListAsync(store, "a/"));
        Assert.Empty(await ListAsync(store, "z"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/./b")]
    [InlineData("a b")]
    [InlineData("a~b")]
    [InlineData("ä")]
    public async Task Name_IsRefused_WhenItIsNone(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Open().PutAsync(name, new byte[1], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Open().SwapPointerAsync(name, new byte[1], null, CancellationToken.None));
    }

    [Fact]
    public async Task Pointer_IsSet_OnlyByWhoeverKnowsWhatItIs()
    {
        IBlobStore store = Open();
        Assert.Null(await store.ReadPointerAsync("p/q", CancellationToken.None));
        string? one = await store.SwapPointerAsync("p/q", "one"u8.ToArray(), null, CancellationToken.None);
        Assert.NotNull(one);
        Assert.Null(await store.SwapPointerAsync("p/q", "two"u8.ToArray(), null, CancellationToken.None));
        string? two = await Open().SwapPointerAsync("p/q", "two"u8.ToArray(), one, CancellationToken.None);
        Assert.NotNull(two);
        Assert.Null(await store.SwapPointerAsync("p/q", "three"u8.ToArray(), one, CancellationToken.None));
        BlobPointer? pointer = await store.ReadPointerAsync("p/q", CancellationToken.None);
        Assert.Equal("two", Encoding.UTF8.GetString(pointer!.Bytes));
        Assert.Equal(two, pointer.ETag);
    }

    [Fact]
    public async Task Pointer_LosesNoChange_WhenManyChangeIt()
    {
        const int Writers = 4, Each = 15;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            IBlobStore store = Open();
            for (int done = 0; done < Each;)
            {
                BlobPointer? pointer = await store.ReadPointerAsync("count", CancellationToken.None);
                int count = pointer is null ? 0 : BitConverter.ToInt32(pointer.Bytes);
                if (await store.SwapPointerAsync("count", BitConverter.GetBytes(count + 1), pointer?.ETag, CancellationToken.None) is not null) done++;
            }
        }));
        Assert.Equal(Writers * Each, BitConverter.ToInt32((await Open().ReadPointerAsync("count", CancellationToken.None))!.Bytes));
    }

    private static async Task<List<string>> ListAsync(IBlobStore store, string prefix)
    {
        var names = new List<string>();
        await foreach (string name in store.ListAsync(prefix, CancellationToken.None)) names.Add(name);
        return names;
    }
}
