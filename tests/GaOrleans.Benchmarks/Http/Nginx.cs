using System.Diagnostics;
using System.Globalization;

namespace GaOrleans.Benchmarks.Http;

/// <summary>The yardstick: nginx that answers 204 and writes an access log, in a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private Nginx(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>The master process; the workers are its children.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it on a port of the loopback.</summary>
    public static async Task<Nginx> StartAsync(int port)
    {
        string folder = Directory.CreateTempSubdirectory("gaorleans-nginx-").FullName;
        string configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off;
            worker_processes 2;
            pid {{folder}}/pid;
            error_log {{folder}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log {{folder}}/access.log;
              keepalive_requests 1000000;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              server { listen 127.0.0.1:{{port}}; location / { return 204; } }
            }
            """));
        Process process = Process.Start(new ProcessStartInfo("nginx") { ArgumentList = { "-c", configuration, "-p", folder } })
            ?? throw new InvalidOperationException("cannot start nginx: install it (Debian: apt-get install nginx-light)");
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (int tries = 0; tries < 200; tries++)
        {
            await timer.WaitForNextTickAsync();
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
                return new Nginx(process, folder);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException("cannot reach nginx: it did not listen within four seconds");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
