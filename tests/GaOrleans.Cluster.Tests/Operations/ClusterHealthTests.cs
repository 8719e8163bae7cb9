using GaOrleans.Cluster.Operations;
using GaOrleans.Cluster.Tests.Merchants;
using GaOrleans.Engine.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Cluster.Tests.Operations;

/// <summary>The health of a cluster: told on one silo, read on another.</summary>
public sealed class ClusterHealthTests(ConfigurationCluster cluster) : IClassFixture<ConfigurationCluster>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Figures_ToldOnOneSilo_AreReadOnAnother_WithTheirAge()
    {
        ClusterHealth here = On(0), there = On(1);
        await here.TellAsync(Of("one:1", accepted: 5), None);
        await there.TellAsync(Of("two:2", accepted: 7), None);
        await here.TellAsync(Of("one:1", accepted: 6), None);
        IReadOnlyList<ProcessHealth> read = (await there.ReadAsync(None)).Where(process => process.Name is "one:1" or "two:2").ToList();
        Assert.Equal([("one:1", 6L), ("two:2", 7L)], read.Select(process => (process.Name, process.Accepted)));
        Assert.All(read, process => Assert.InRange(process.AgeSeconds, 0, HealthWatch.Silent.TotalSeconds));
    }

    [Fact]
    public async Task DroppedHits_OfAllSilos_AreAdded()
    {
        var count = new DroppedCount(3_600_000, "shop.example", "bot", 2);
        await On(0).TellAsync("one:1", new DroppedPicture([count], []), None);
        await On(1).TellAsync("two:2", new DroppedPicture([count with { Hits = 3 }], []), None);
        Assert.Equal(5, Assert.Single((await On(0).DroppedAsync(None)).Counts).Hits);
    }

    [Fact]
    public async Task WhatAnotherReleaseTold_IsLeftOut()
    {
        await cluster.Cluster.Client.GetGrain<IHealthGrain>(0).TellAsync("old", "{}"u8.ToArray().AsImmutable());
        Assert.DoesNotContain(await On(0).ReadAsync(None), process => process.Name == "old");
    }

    private static ProcessHealth Of(string name, long accepted) => new() { Name = name, Role = "all", StartedMs = 1, AtMs = 2, Accepted = accepted };

    private ClusterHealth On(int silo) => new(cluster.Services(silo).GetRequiredService<IGrainFactory>(), TimeProvider.System);
}
