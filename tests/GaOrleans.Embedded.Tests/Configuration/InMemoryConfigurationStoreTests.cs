using GaOrleans.Engine.Configuration;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Contracts;

namespace GaOrleans.Embedded.Tests.Configuration;

/// <summary>The store that other tests stand on keeps the contract, but for outliving the process.</summary>
public sealed class InMemoryConfigurationStoreTests : ConfigurationContract
{
    protected override IConfigurationStore Create() => new InMemoryConfigurationStore();

    protected override IConfigurationStore Restart(IConfigurationStore store) => store;
}
