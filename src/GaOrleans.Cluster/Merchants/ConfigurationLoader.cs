using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace GaOrleans.Cluster.Merchants;

/// <summary>Reads the configuration into a replica: everything straight from grain storage, without waking a grain a merchant; single merchants from their grains.</summary>
/// <param name="grains">The grains.</param>
/// <param name="storage">The storage of their state.</param>
internal sealed class ConfigurationLoader(IGrainFactory grains, [FromKeyedServices(StreamNames.Storage)] IGrainStorage storage)
{
    private const int AtOnce = 32;

    /// <summary>Reads everything that is stored.</summary>
    /// <returns>Number of the change up to which all are read for certain; see <see cref="Renewal.KnownTo"/>.</returns>
    public async Task<long> LoadAsync(ConfigurationReplica replica, CancellationToken ct)
    {
        CatalogState catalog = await CatalogAsync();
        await LoadAsync(replica, catalog.LastMerchant, ct);
        return catalog.KnownTo;
    }

    /// <summary>The version of a merchant that is stored; 0 for none.</summary>
    public async Task<long> VersionAsync(int merchant) => (await StoredAsync(merchant)).Version;

    /// <summary>Number of the last change that is stored; 0 for none.</summary>
    public async Task<long> LastChangeAsync() => (await CatalogAsync()).LastChange;

    /// <summary>Reads all merchants up to a number, and the service itself.</summary>
    public Task LoadAsync(ConfigurationReplica replica, int lastMerchant, CancellationToken ct) =>
        Parallel.ForEachAsync(Enumerable.Range(0, lastMerchant + 1), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (merchant, _) =>
        {
            MerchantState stored = await StoredAsync(merchant);
            if (stored.Version != 0) replica.Apply(merchant, stored.Version, MerchantDocumentCodec.Read(merchant, stored.Document));
        });

    /// <summary>Reads a merchant from its grain, so that a change that is under way is waited for.</summary>
    public async Task LoadOneAsync(ConfigurationReplica replica, int merchant)
    {
        MerchantReading reading = await grains.GetGrain<IMerchantGrain>(merchant).ReadAsync(await VersionAsync(merchant));
        if (reading.Version != 0) replica.Apply(merchant, reading.Version, MerchantDocumentCodec.Read(merchant, reading.Document));
    }

    private async Task<MerchantState> StoredAsync(int merchant)
    {
        var stored = new GrainState<MerchantState>(new MerchantState());
        await storage.ReadStateAsync(MerchantState.Name, IdOf(MerchantGrain.TypeName, merchant), stored);
        return stored.State;
    }

    private async Task<CatalogState> CatalogAsync()
    {
        var catalog = new GrainState<CatalogState>(new CatalogState());
        await storage.ReadStateAsync(CatalogState.Name, IdOf(CatalogGrain.TypeName, 0), catalog);
        return catalog.State;
    }

    // Not asked of the cluster: a silo that hosts no grains itself does not know their types before it has met one that does.
    private static GrainId IdOf(string type, long key) => GrainId.Create(GrainType.Create(type), GrainIdKeyExtensions.CreateIntegerKey(key));
}
