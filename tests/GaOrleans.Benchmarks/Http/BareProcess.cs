using System.Diagnostics;
using System.Globalization;

namespace GaOrleans.Benchmarks.Http;

/// <summary><see cref="BareEndpoint"/> in a process of its own.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _file;

    private BareProcess(Process process, string file) => (_process, _file) = (process, file);

    public int ProcessId => _process.Id;

    /// <summary>Starts it on a port of the loopback.</summary>
    public static async Task<BareProcess> StartAsync(int port, string file)
    {
        string[] arguments = [typeof(BareProcess).Assembly.Location, "bare", port.ToString(CultureInfo.InvariantCulture), file];
        var bare = new BareProcess(Process.Start("dotnet", arguments), file);
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                using var content = new StringContent("{}");
                using HttpResponseMessage response = await client.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")), content, limit.Token);
                return bare;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException("cannot reach the bare endpoint: it did not listen within thirty seconds");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_file);
    }
}
