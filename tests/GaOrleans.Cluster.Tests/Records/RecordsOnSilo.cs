using GaOrleans.Cluster.Records;
using GaOrleans.Engine.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Records;

/// <summary>Stores of records as silos have them.</summary>
internal static class RecordsOnSilo
{
    public static IRecordStore Of(IServiceProvider silo) =>
        new ClusterRecordStore(silo.GetRequiredService<IGrainFactory>(), TimeProvider.System, NullLogger<ClusterRecordStore>.Instance);
}
