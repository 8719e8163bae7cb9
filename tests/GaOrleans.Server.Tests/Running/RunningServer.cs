using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GaOrleans.Server.Tests.Running;

/// <summary>The real process, <c>dotnet GaOrleans.Server.dll run</c>, on one port and one folder over any number of starts.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private Process? _process;

    /// <summary>Makes a server that is not started.</summary>
    public RunningServer()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"gaorleans-{Guid.NewGuid():n}");
        Port = FreePort();
        Url = new Uri($"http://127.0.0.1:{Port}");
    }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public Uri Url { get; }

    /// <summary>Environment variables of the next starts.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>What it has written since its last start.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>The demo merchant's key, once it was started.</summary>
    public string DemoKey => File.ReadAllText(Path.Combine(Folder, "demo.key")).Trim();

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Launch("run", "--port", Port.ToString(CultureInfo.InvariantCulture), "--data", Folder);
        using var client = new HttpClient { BaseAddress = Url };
        using var limit = new CancellationTokenSource(StartLimit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            Assert.False(_process!.HasExited, $"the server ended: {Output}");
            try
            {
                using HttpResponseMessage response = await client.GetAsync("/healthz/ready", limit.Token);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Starts any command of the program.</summary>
    /// <returns>Its exit code, after it has ended.</returns>
    public async Task<int> CommandAsync(params string[] arguments)
    {
        Launch(arguments);
        using var limit = new CancellationTokenSource(StartLimit);
        await _process!.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as a supervisor does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StartLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private void Launch(params string[] arguments)
    {
        _process?.Dispose();
        lock (_output) _output.Clear();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GaOrleans.Server.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in Settings) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Remember;
        _process.ErrorDataReceived += Remember;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Remember(object sender, DataReceivedEventArgs e)
    {
        lock (_output) _output.AppendLine(e.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
