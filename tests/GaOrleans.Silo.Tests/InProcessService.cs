using GaOrleans.Engine.Operations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GaOrleans.Hosting;
using GaOrleans.Scenarios.Service;
using GaOrleans.Silo.Backends;
using GaOrleans.Silo.FirstStarts;
using GaOrleans.Silo.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace GaOrleans.Silo.Tests;

/// <summary>The cluster edition as three silos of a test cluster in this process, with the HTTP interfaces on the first of them.</summary>
public sealed class InProcessService : IScenarioService
{
    private const int Silos = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("cluster-").FullName;
    private InProcessTestCluster? _cluster;
    private WebApplication? _http;
    private int _port;

    /// <inheritdoc/>
    public Uri Url => new($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}");

    /// <inheritdoc/>
    public string StaffKey => "staff key of the scenarios";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var settings = new SiloSettings { Http = new() { RequestsPerSecond = 100_000, RequestBurst = 100_000 }, Reports = new(), Cluster = new(), Portal = new(), Mail = new(), Staff = StaffKey };
        var backend = new LocalBackend(_folder);
        Assert.Null(backend.Problem(new ConfigurationBuilder().Build()));
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(settings.Cluster);
            backend.AddStores(silo);
            SiloHost.AddParts(silo, settings);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        IServiceProvider first = _cluster.Silos[0].ServiceProvider;
        await first.GetRequiredService<IGrainFactory>().GetGrain<IFirstStartGrain>(0).RunAsync(StaffKey);
        _http = await ServeAsync(first, settings);
    }

    /// <inheritdoc/>
    public async Task RestartAsync()
    {
        await _http!.DisposeAsync();
        foreach (InProcessSiloHandle silo in _cluster!.Silos.ToArray()) await _cluster.KillSiloAsync(silo);
        await _cluster.DisposeAsync();
        await InitializeAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_http is not null) await _http.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<WebApplication> ServeAsync(IServiceProvider silo, SiloSettings settings)
    {
        Socket front = await FrontSockets.OpenAsync("127.0.0.1", _port, CancellationToken.None);
        _port = ((IPEndPoint)front.LocalEndPoint!).Port;
        var figures = silo.GetRequiredService<ClusterFigures>();
        var readiness = new SiloReadiness(figures);
        var connections = new OpenConnections();
        var grains = new GrainCounts();
        WebApplication http = await HttpHost.BuildAsync(ServiceHost.NewBuilder(), silo, settings, SiloRoles.Parse("all").Roles, front, readiness, connections,
            new SiloMetrics(figures, grains, readiness, connections, sink: null, TimeProvider.System),
            new SiloHealth(figures, grains, sink: null, flushTimes: null, _folder, TimeProvider.System),
            new ProcessName("the silos of the scenarios", "all"));
        await http.StartAsync();
        return http;
    }
}
