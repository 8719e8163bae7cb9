using Azure.Core;
using Azure.Storage.Blobs;
using GaOrleans.Cluster.Azure.Blobs;
using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Tests.Azure.Blobs;

public sealed class AzureBlobStoreTests : BlobStoreRules, IAsyncLifetime
{
    private BlobServiceFake? _service;

    public async Task InitializeAsync() => _service = await BlobServiceFake.StartAsync();

    public async Task DisposeAsync() => await _service!.DisposeAsync();

    private protected override Task<IBlobStore> CreateAsync()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.Mode = RetryMode.Fixed;
        return Task.FromResult<IBlobStore>(new AzureBlobStore(new BlobContainerClient(_service!.Address, options)));
    }

    [Fact]
    public async Task Faults_ComeAsIoExceptions_ThatSayWhatToDo()
    {
        IBlobStore store = await CreateAsync();
        _service!.Fault = 503;

        string[] messages =
        [
            (await Assert.ThrowsAsync<IOException>(async () => await store.PutAsync("a", new byte[] { 1 }, CancellationToken.None))).Message,
            (await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync("a", CancellationToken.None))).Message,
            (await Assert.ThrowsAsync<IOException>(async () => await store.DeleteAsync("a", CancellationToken.None))).Message,
            (await Assert.ThrowsAsync<IOException>(async () => await store.SwapPointerAsync("a", new byte[] { 1 }, null, CancellationToken.None))).Message,
        ];

        Assert.All(messages, message => Assert.Matches("^cannot .*: ServerBusy; look at", message));
    }
}
