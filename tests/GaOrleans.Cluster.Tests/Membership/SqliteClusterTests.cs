using System.Net;
using System.Net.Sockets;
using GaOrleans.Cluster.Membership;
using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Storage;
using GaOrleans.Engine.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace GaOrleans.Cluster.Tests.Membership;

/// <summary>Silos as they run on one machine: members and state in SQLite files of one folder.</summary>
public sealed class SqliteClusterTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("ga-test-").FullName;
    private readonly List<IHost> _hosts = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Silos_ComeAndGo_AndTheConfigurationStays()
    {
        IHost first = await StartAsync(), second = await StartAsync();
        Merchant merchant = await Store(first).AddMerchantAsync("Merchant", None);
        Site site = (await Store(second).AddSiteAsync(merchant.Id, "shop.example", "UTC", "EUR", None))!;
        Assert.Equal(site, Store(first).FindSite("shop.example"));

        await StopAsync(first);
        Site made = (await Store(second).AddSiteAsync(merchant.Id, "second.example", "UTC", "EUR", None))!;
        IHost third = await StartAsync();
        Assert.Equal([made, site], Store(third).SitesOf(merchant.Id));
        await StopAsync(second);
        Assert.True(await Store(third).DeleteSiteAsync(made.Id, None));

        await StopAsync(third);
        IHost fourth = await StartAsync();
        Assert.Equal([site], Store(fourth).SitesOf(merchant.Id));
        Assert.NotEqual(made.Id, (await Store(fourth).AddSiteAsync(merchant.Id, "third.example", "UTC", "EUR", None))!.Id);
        Assert.Single(fourth.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true));
    }

    private async Task StopAsync(IHost host)
    {
        _hosts.Remove(host);
        await host.StopAsync();
        host.Dispose();
    }

    private async Task<IHost> StartAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo => silo
            .AddSqliteClustering(_folder)
            .AddSqliteGrainStorage(_folder)
            .AddClusterConfiguration()
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "test")
            .ConfigureEndpoints(IPAddress.Loopback, FreePort(), gatewayPort: 0));
        IHost host = builder.Build();
        await host.StartAsync();
        _hosts.Add(host);
        return host;
    }

    private static IConfigurationStore Store(IHost host) => host.Services.GetRequiredService<IConfigurationStore>();

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
