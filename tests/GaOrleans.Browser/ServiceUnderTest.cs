using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GaOrleans.Browser;

/// <summary>The real service as a process of its own, with an empty data folder and a free port.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private const string Listens = "GaOrleans listens on ";
    private readonly Process _process;
    private readonly string _data;
    private readonly HttpClient _http = new();

    private ServiceUnderTest(Process process, string data) => (_process, _data) = (process, data);

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts it and waits until it says that it listens.</summary>
    public static async Task<ServiceUnderTest> Start()
    {
        var data = Directory.CreateTempSubdirectory("browser").FullName;
        var server = Path.Combine(AppContext.BaseDirectory, "GaOrleans.Server.dll");
        var start = new ProcessStartInfo("dotnet", [server, "run", "--port", "0", "--data", data]) { RedirectStandardOutput = true, UseShellExecute = false };
        var service = new ServiceUnderTest(Process.Start(start)!, data);
        var listens = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        service._process.OutputDataReceived += (_, line) =>
        {
            // The end of the output is told as null: the service has ended.
            if (line.Data is null || line.Data.StartsWith(Listens, StringComparison.Ordinal)) listens.TrySetResult(line.Data);
        };
        service._process.BeginOutputReadLine();
        if (await listens.Task is not { } said)
        {
            await service.DisposeAsync();
            throw new InvalidOperationException("The service ended before it listened.");
        }
        service.Url = said[Listens.Length..said.IndexOf(',', StringComparison.Ordinal)];
        var key = (await File.ReadAllTextAsync(Path.Combine(data, "demo.key"))).Trim();
        service._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return service;
    }

    /// <summary>The rows of a report on today's traffic of the demo site: dimension first, then the metrics as text.</summary>
    public async Task<IReadOnlyList<string>> Rows(string dimension, params string[] metrics)
    {
        var query = new { site_id = "demo.example", metrics, date_range = "24h", dimensions = new[] { dimension } };
        using var response = await _http.PostAsJsonAsync(Url + "/api/v2/query", query);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("results").EnumerateArray().Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{row.GetProperty("dimensions")[0]} {string.Join(' ', row.GetProperty("metrics").EnumerateArray())}"))];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
