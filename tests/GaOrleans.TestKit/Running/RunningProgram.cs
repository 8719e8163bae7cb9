using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace GaOrleans.TestKit.Running;

/// <summary>
/// A real process of one of the programs, on one port and one folder over any number of starts. What it writes is kept in a file of the folder that the
/// environment variable <c>GA_TEST_OUTPUT</c> names, if there is one.
/// </summary>
public abstract class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120), CommandLimit = TimeSpan.FromSeconds(240);

    private readonly StringBuilder _output = new();
    private readonly string _assembly;
    private readonly string? _kept;
    private Process? _process;

    /// <summary>Makes a program that is not started.</summary>
    /// <param name="assembly">File name of its assembly.</param>
    protected RunningProgram(string assembly)
    {
        _assembly = assembly;
        Folder = Path.Combine(Path.GetTempPath(), $"gaorleans-{Guid.NewGuid():n}");
        Port = FreePort();
        Url = new Uri($"http://127.0.0.1:{Port}");
        if (Environment.GetEnvironmentVariable("GA_TEST_OUTPUT") is { Length: > 0 } folder)
            _kept = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{Path.GetFileName(Folder)}.txt");
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

    /// <summary>The login of the owner of the demo merchant, once it was started.</summary>
    public (string Email, string Password) DemoOwner
    {
        get
        {
            string[] parts = File.ReadLines(Path.Combine(Folder, "demo.logins")).First(line => line.StartsWith("demo@", StringComparison.Ordinal)).Split(' ');
            return (parts[0], parts[1]);
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Launch(StartArguments);
        using var client = new HttpClient { BaseAddress = Url };
        using var limit = new CancellationTokenSource(StartLimit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            Assert.False(_process!.HasExited, $"the program ended: {Output}");
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
        using var limit = new CancellationTokenSource(CommandLimit);
        await _process!.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public virtual async Task KillAsync()
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
    public virtual async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        GC.SuppressFinalize(this);
        _process?.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Number of the process that runs.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>The process that runs now, or ran last.</summary>
    protected Process Current => _process!;

    /// <summary>What <see cref="StartAsync"/> starts it with.</summary>
    protected abstract string[] StartArguments { get; }

    /// <summary>Its port, as an argument.</summary>
    protected string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private void Launch(params string[] arguments)
    {
        _process?.Dispose();
        lock (_output) _output.Clear();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, _assembly));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        // Processes that live for seconds do not earn what measuring them for better code costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
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
        lock (_output)
        {
            _output.AppendLine(e.Data);
            if (_kept is not null) File.AppendAllText(_kept, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {e.Data}{Environment.NewLine}");
        }
    }

    /// <summary>A port that nobody has at the moment.</summary>
    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
