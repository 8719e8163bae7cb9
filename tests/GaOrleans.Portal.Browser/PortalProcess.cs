using System.Diagnostics;

namespace GaOrleans.Portal.Browser;

/// <summary>The real service as a process of its own, with a fresh data folder and a free port, in an environment of choice.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    /// <summary>E-mail of the owner of the demo's merchant.</summary>
    public const string Owner = "demo@demo.example";

    private const string Listens = "GaOrleans listens on ";
    private readonly string _environment;
    private Process? _process;

    private PortalProcess(string data, string environment) => (Data, _environment) = (data, environment);

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>All that it has written, the passwords of its first start among it.</summary>
    public List<string> Output { get; } = [];

    /// <summary>Starts it and waits until it says that it listens.</summary>
    public static async Task<PortalProcess> StartAsync(string environment = "Development")
    {
        var service = new PortalProcess(Directory.CreateTempSubdirectory("portal").FullName, environment);
        await service.RunAsync(port: 0);
        return service;
    }

    /// <summary>The password of the first start.</summary>
    public string PasswordOf(string email) => File.ReadLines(Path.Combine(Data, "demo.logins")).Single(line => line.StartsWith(email + " ", StringComparison.Ordinal))[(email.Length + 1)..];

    /// <summary>Starts it again on the same port and data, after <see cref="EndAsync"/>.</summary>
    public Task StartAgainAsync() => RunAsync(new Uri(Url).Port);

    /// <summary>Ends it at once, as a fault would.</summary>
    public async Task EndAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(Data, recursive: true);
    }

    private async Task RunAsync(int port)
    {
        var server = Path.Combine(AppContext.BaseDirectory, "GaOrleans.Server.dll");
        var start = new ProcessStartInfo("dotnet", [server, "run", "--port", $"{port}", "--data", Data])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            // Not the folder of its assemblies: nothing may depend on where it is started.
            WorkingDirectory = Data,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = _environment;
        // A service that ends in a minute does not earn what it costs to watch its own code: a fifth of its work.
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        var listens = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null) lock (Output) Output.Add(line.Data);
            if (line.Data is null || line.Data.StartsWith(Listens, StringComparison.Ordinal)) listens.TrySetResult(line.Data);
        };
        _process.BeginOutputReadLine();
        if (await listens.Task is not { } said) throw new InvalidOperationException("The service ended before it listened: " + string.Join('\n', Output));
        Url = said[Listens.Length..said.IndexOf(',', StringComparison.Ordinal)];
    }
}
