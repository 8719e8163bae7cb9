using System.Net;
using System.Net.Sockets;
using GaOrleans.Cluster;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Hosting;
using GaOrleans.Silo.FirstStarts;
using GaOrleans.Silo.Launching;

namespace GaOrleans.Silo.Serving;

/// <summary>
/// A silo from joining to leaving. Two hosts, in order: Orleans first, so that HTTP finds a member of the cluster with its configuration loaded; at the end HTTP
/// first, so that every request is answered while the silo is whole.
/// </summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(3), Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(200);

    private readonly SiloArguments _arguments;
    private readonly SiloSettings _settings;
    private readonly WebApplicationBuilder _web;
    private readonly Socket _front;
    private readonly string _url;
    private readonly GrainCounts _grains = new();
    private readonly OpenConnections _connections = new();
    private readonly Telemetry? _telemetry;
    private readonly IHost _silo;

    public RunningSilo(SiloArguments arguments, SiloSettings settings, IClusterBackend backend, WebApplicationBuilder web, Socket front)
    {
        _arguments = arguments;
        _settings = settings;
        _web = web;
        _front = front;
        var bound = (IPEndPoint)front.LocalEndPoint!;
        _url = ServiceHost.UrlOf(arguments.ListenFd is null ? arguments.Host : bound.Address.ToString(), bound.Port);
        _telemetry = Telemetry.Start(web.Configuration, $"{Dns.GetHostName()}:{arguments.SiloPort}");
        _silo = SiloHost.Build(arguments, settings, backend, web.Configuration);
    }

    /// <summary>Joins, serves until it is asked to end, drains and leaves.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Task asked)
    {
        await _silo.StartAsync();
        var figures = _silo.Services.GetRequiredService<ClusterFigures>();
        _telemetry?.Observe(figures);
        string? demo = await FirstStartAsync();
        var readiness = new SiloReadiness(figures);
        await using WebApplication http = await HttpHost.BuildAsync(_web, _silo.Services, _settings, _arguments.Roles, _front, readiness, _connections,
            new SiloMetrics(figures, _grains, readiness, _connections, _silo.Services.GetService<StreamSink>(), TimeProvider.System),
            new SiloHealth(figures, _grains, _silo.Services.GetService<StreamSink>(), _silo.Services.GetService<LocalLogOptions>()?.FlushTimes, _arguments.DataFolder,
                TimeProvider.System),
            new ProcessName($"{Dns.GetHostName()}:{_arguments.SiloPort}", _arguments.Roles.ToString()));
        await figures.AskAsync(CancellationToken.None);
        await http.StartAsync();
        Announce(demo);
        await asked;
        await DrainAsync(readiness);
        await http.StopAsync();
        await _silo.StopAsync();
        return ExitCodes.Done;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_silo is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else _silo.Dispose();
        _telemetry?.Dispose();
        _grains.Dispose();
    }

    private async Task<string?> FirstStartAsync()
    {
        FirstStarted first = (await AskFirstStartAsync(grain => grain.RunAsync(_settings.Staff))).ToStarted(_silo.Services.GetRequiredService<IConfigurationStore>());
        if (first.IsNothing) return null;
        await FirstStart.LeaveAsync(_arguments.DataFolder, first, CancellationToken.None);
        await AskFirstStartAsync(async grain =>
        {
            await grain.DoneAsync();
            return true;
        });
        return FirstStart.Text(_url, first);
    }

    // A silo that hosts no grains learns from the others which there are; and the one that has this grain may be dying.
    private async Task<T> AskFirstStartAsync<T>(Func<IFirstStartGrain, ValueTask<T>> ask)
    {
        var grains = _silo.Services.GetRequiredService<IGrainFactory>();
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(grains.GetGrain<IFirstStartGrain>(0));
            }
            catch (Exception e) when (TimeProvider.System.GetElapsedTime(started) < JoinLimit)
            {
                if (e is not ArgumentException) _silo.Services.GetRequiredService<ILogger<RunningSilo>>().LogWarning(e, "cannot ask whether this is the first start; trying again");
                await Task.Delay(Pause);
            }
        }
    }

    private void Announce(string? demo)
    {
        if (_arguments.Launched)
        {
            if (demo is not null) LauncherLine.Write(LauncherLine.First, demo);
            LauncherLine.Write(LauncherLine.Ready);
            return;
        }

        Console.WriteLine(FirstStart.Announcement(_url, _arguments.DataFolder, _settings.Staff, demo));
        Console.Out.Flush();
    }

    // Clients that keep their connection are told with their next answer to leave; those that say nothing for some seconds can be cut off.
    private async Task DrainAsync(SiloReadiness readiness)
    {
        readiness.Drain();
        // Where others listen on the same socket they take what comes from now on. A silo alone goes on: whoever sends it clients needs time to notice.
        if (_arguments.ListenFd is not null) _front.Dispose();
        long started = TimeProvider.System.GetTimestamp();
        bool alone = _arguments.ListenFd is null;
        while ((alone || _connections.Count > 0) && TimeProvider.System.GetElapsedTime(started) < QuietLimit) await Task.Delay(Step);
    }
}
