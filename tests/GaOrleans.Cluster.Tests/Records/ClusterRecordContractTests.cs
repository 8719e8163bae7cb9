using GaOrleans.Cluster.Tests.Merchants;
using GaOrleans.Engine.Records;
using GaOrleans.TestKit.Contracts;

namespace GaOrleans.Cluster.Tests.Records;

/// <summary>The contract of records, with the store on one silo and, after its restart, on the other with all grains activated anew.</summary>
public sealed class ClusterRecordContractTests(ConfigurationCluster cluster) : RecordContract, IClassFixture<ConfigurationCluster>
{
    protected override IRecordStore Create() => RecordsOnSilo.Of(cluster.Services(0));

    protected override IRecordStore Restart(IRecordStore store)
    {
        Task.Run(() => cluster.RestartAsync(empty: false)).GetAwaiter().GetResult();
        return RecordsOnSilo.Of(cluster.Services(1));
    }
}
