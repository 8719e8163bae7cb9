using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace GaOrleans.Benchmarks.Service;

/// <summary>The real service in a process of its own, or a local cluster of some, on a free port and a folder that is deleted at the end unless it was given.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string StaffKey = "benchmark-staff-key-of-this-run-only";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly bool _keepsFolder;
    private readonly int _silos;
    private Process _process;

    private ServiceProcess(Process process, int port, string folder, bool keepsFolder, Dictionary<string, string> settings, int silos)
    {
        (_process, Port, Folder, _keepsFolder, Settings, _silos) = (process, port, folder, keepsFolder, settings, silos);
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")),
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    public int Port { get; }

    public string Folder { get; }

    public HttpClient Client { get; }

    /// <summary>Environment variables of the next start.</summary>
    public Dictionary<string, string> Settings { get; }

    public int ProcessId => _process.Id;

    /// <summary>The processes of the silos; of the single-node edition none.</summary>
    public IReadOnlyList<int> SiloIds => _silos == 0 ? [] : ProcessTree.ChildrenOf(_process.Id);

    /// <summary>Resident memory of all its processes, in bytes.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 + SiloIds.Sum(ProcessTree.MemoryOf);
        }
    }

    /// <summary>Whether the cluster edition was built.</summary>
    public static bool HasCluster => File.Exists(Path.ChangeExtension(PathOf("GaOrleans.Silo"), ".runtimeconfig.json"));

    /// <summary>Starts the service and waits until it is ready.</summary>
    /// <param name="settings">Environment variables that set options.</param>
    /// <param name="data">The folder to work on, which stays; null for a new one that is deleted at the end.</param>
    /// <param name="silos">Silos of a local cluster; 0 for the single-node edition.</param>
    public static async Task<ServiceProcess> StartAsync(Dictionary<string, string>? settings = null, string? data = null, int silos = 0)
    {
        string folder = data ?? Path.Combine(Environment.GetEnvironmentVariable("GA_BENCH_FOLDER") ?? Path.GetTempPath(), $"gaorleans-bench-{Environment.ProcessId}-{Stopwatch.GetTimestamp():x}");
        int port = FreePort();
        var service = new ServiceProcess(Launch(port, folder, settings ?? [], silos), port, folder, data is not null, settings ?? [], silos);
        await service.ReadyAsync();
        return service;
    }

    /// <summary>Ends the process as a crash would and starts it again on the same folder.</summary>
    /// <returns>Time until it was ready.</returns>
    public async Task<TimeSpan> RestartAsync(bool graceful)
    {
        await StopAsync(graceful);
        long begun = Stopwatch.GetTimestamp();
        _process = Launch(Port, Folder, Settings, _silos);
        await ReadyAsync();
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Creates a merchant with one site and a key that may do everything, which the client then uses.</summary>
    public async Task<string> CreateSiteAsync(string domain, string timezone = "Etc/UTC")
    {
        using var create = new HttpRequestMessage(HttpMethod.Post, "api/admin/merchants") { Content = JsonContent.Create(new { name = "benchmark" }) };
        create.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StaffKey);
        using HttpResponseMessage created = await Client.SendAsync(create);
        created.EnsureSuccessStatusCode();
        string key = (await created.Content.ReadFromJsonAsync<MerchantCreated>())!.Key;
        UseKey(key);
        using HttpResponseMessage site = await Client.PostAsJsonAsync("api/v1/sites", new { domain, timezone, currency = "EUR" });
        site.EnsureSuccessStatusCode();
        return key;
    }

    /// <summary>Sends a key with every request.</summary>
    public void UseKey(string key) => Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <summary>Asks a report.</summary>
    /// <returns>The body.</returns>
    public async Task<string> AskAsync(string query, string kind = "query")
    {
        using var content = new StringContent(query, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Client.PostAsync($"api/v2/{kind}", content);
        string body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : throw new InvalidOperationException($"cannot ask the report: {(int)response.StatusCode} {body}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync(graceful: true);
        if (!_keepsFolder && Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static Process Launch(int port, string folder, Dictionary<string, string> settings, int silos)
    {
        string server = PathOf(silos == 0 ? "GaOrleans.Server" : "GaOrleans.Silo");
        if (!File.Exists(server)) throw new FileNotFoundException("cannot start the service: build it with 'dotnet build -c Release'", server);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { server, silos == 0 ? "run" : "cluster", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", folder },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Environment.GetEnvironmentVariable("GA_BENCH_CPUS") is { Length: > 0 } processors)
        {
            start.FileName = "taskset";
            foreach (string argument in (string[])["dotnet", processors, "-c"]) start.ArgumentList.Insert(0, argument);
        }

        if (silos > 0) start.ArgumentList.Add($"--silos={silos.ToString(CultureInfo.InvariantCulture)}");
        start.Environment["GA_ADMIN_KEY"] = StaffKey;
        start.Environment["Http__RequestsPerSecond"] = "1000000";
        start.Environment["Http__RequestBurst"] = "1000000";
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    // A silo without its configuration file is an empty assembly: the project was left out.
    private static string PathOf(string program) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../../../../src/{program}/bin/Release/net10.0/{program}.dll"));

    private async Task ReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            if (_process.HasExited) throw new InvalidOperationException($"cannot start the service: it ended with code {_process.ExitCode}");
            try
            {
                using HttpResponseMessage response = await Client.GetAsync("healthz/ready", limit.Token);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private async Task StopAsync(bool graceful)
    {
        if (_process.HasExited) return;
        if (graceful)
        {
            using Process signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync();
        }
        else
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record MerchantCreated(int Id, string Key);
}
