using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Tests.Azure;

/// <summary>The store that the archive's tests use does as the real ones.</summary>
public sealed class MemoryBlobStoreTests : BlobStoreRules
{
    private protected override Task<IBlobStore> CreateAsync() => Task.FromResult<IBlobStore>(new MemoryBlobStore());
}
