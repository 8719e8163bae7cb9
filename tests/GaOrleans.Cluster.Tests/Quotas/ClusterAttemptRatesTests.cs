using GaOrleans.Cluster.Quotas;
using GaOrleans.Cluster.Tests.Merchants;
using GaOrleans.Engine.Quotas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Quotas;

/// <summary>Attempts counted over all silos.</summary>
public sealed class ClusterAttemptRatesTests(ConfigurationCluster cluster) : IClassFixture<ConfigurationCluster>
{
    private static readonly RateLimit Limit = new(1.0 / 30, 10);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Attempts_AtOneAccount_AreOneLimit_OverAllSilos()
    {
        IAttemptRates[] silos = [On(0), On(1)];
        int allowed = 0;
        for (int i = 0; i < 20; i++) allowed += await silos[i % 2].TakeAsync("u ann@shop.example", Limit, None) is null ? 1 : 0;
        Assert.Equal(10, allowed);
        Assert.InRange((await silos[0].TakeAsync("u ann@shop.example", Limit, None))!.Value, 1, 30);
        Assert.Null(await silos[0].TakeAsync("u bob@shop.example", Limit, None));
    }

    [Fact]
    public async Task Attempts_AreNotRefused_WhenNobodyCounts() =>
        Assert.Null(await new ClusterAttemptRates(new NoGrains(), TimeProvider.System, NullLogger<ClusterAttemptRates>.Instance).TakeAsync("u ann@shop.example", Limit, None));

    private ClusterAttemptRates On(int silo) => new(cluster.Services(silo).GetRequiredService<IGrainFactory>(), TimeProvider.System, NullLogger<ClusterAttemptRates>.Instance);
}
