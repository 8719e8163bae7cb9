using GaOrleans.Engine.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Cluster.Records;

/// <summary>Registers the records of the cluster.</summary>
public static class ClusterRecordsExtensions
{
    /// <summary>Keeps records in grains, whose state is in the storage <see cref="StreamNames.Storage"/>, and registers <see cref="IRecordStore"/>.</summary>
    public static ISiloBuilder AddClusterRecords(this ISiloBuilder builder) => builder.ConfigureServices(services =>
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IRecordStore, ClusterRecordStore>();
    });
}
