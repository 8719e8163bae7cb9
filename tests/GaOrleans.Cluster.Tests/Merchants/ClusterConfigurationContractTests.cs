using GaOrleans.Engine.Configuration;
using GaOrleans.TestKit.Contracts;

namespace GaOrleans.Cluster.Tests.Merchants;

/// <summary>The contract of the configuration, with the store on one silo and, after its restart, on the other.</summary>
public sealed class ClusterConfigurationContractTests(ConfigurationCluster cluster) : ConfigurationContract, IClassFixture<ConfigurationCluster>
{
    protected override IConfigurationStore Create() => Started(silo: 0, empty: true);

    protected override IConfigurationStore Restart(IConfigurationStore store) => Started(silo: 1, empty: false);

    private IConfigurationStore Started(int silo, bool empty) => Task.Run(async () =>
    {
        await cluster.RestartAsync(empty);
        return (await cluster.StartAsync(silo)).Store;
    }).GetAwaiter().GetResult();
}
