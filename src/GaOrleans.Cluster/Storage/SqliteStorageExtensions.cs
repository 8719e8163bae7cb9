using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace GaOrleans.Cluster.Storage;

/// <summary>Registers the storage of grains' state of a cluster on one machine.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>Keeps the state of grains (<see cref="StreamNames.Storage"/>) in a SQLite file of a folder that all silos of the machine share.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string folder) => builder.ConfigureServices(services =>
        services.AddGrainStorage(StreamNames.Storage, (provider, _) =>
            new SqliteGrainStorage(folder, provider.GetRequiredService<Serializer>(), provider.GetRequiredService<IActivatorProvider>())));
}
