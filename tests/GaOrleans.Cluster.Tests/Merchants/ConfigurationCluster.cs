using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.Merchants;

/// <summary>Two silos with their state in one SQLite file.</summary>
public class ConfigurationCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ga-test-").FullName;
    private readonly List<StoreOnSilo> _stores = [];

    /// <summary>The cluster.</summary>
    public InProcessTestCluster Cluster { get; private set; } = null!;

    /// <summary>The file with the state of all grains.</summary>
    public string StateFile => Path.Combine(_folder, SqliteGrainStorage.FileName);

    /// <summary>Whether the silos have the configuration themselves, or tests start stores on them.</summary>
    protected virtual bool OwnStores => false;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSqliteGrainStorage(_folder);
            silo.Services.AddSingleton(TimeProvider.System);
            if (OwnStores) silo.AddClusterConfiguration();
        });
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await EndStoresAsync();
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The services of a silo.</summary>
    public IServiceProvider Services(int silo) => Cluster.Silos[silo].SiloHost.Services;

    /// <summary>Starts a store on a silo.</summary>
    internal async Task<StoreOnSilo> StartAsync(int silo)
    {
        StoreOnSilo store = await StoreOnSilo.StartAsync(Services(silo));
        _stores.Add(store);
        return store;
    }

    /// <summary>Ends all stores and all activations, as if the cluster stopped; deletes what is stored if asked.</summary>
    public async Task RestartAsync(bool empty)
    {
        await EndStoresAsync();
        await Cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        if (!empty) return;
        // Opens the file, where no grain has yet.
        Services(0).GetRequiredKeyedService<IGrainStorage>(StreamNames.Storage);
        using var connection = new SqliteConnection($"Data Source={StateFile};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM states";
        command.ExecuteNonQuery();
    }

    private async Task EndStoresAsync()
    {
        foreach (StoreOnSilo store in _stores) await store.DisposeAsync();
        _stores.Clear();
    }
}
