using GaOrleans.Engine.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Hosting;

/// <summary>What the programs of both editions have in common before they differ.</summary>
public static class ServiceHost
{
    /// <summary>How long requests that were begun may take at the end.</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(20);

    /// <summary>The last warnings and errors of the process: one for all its loggers, of which there are several.</summary>
    public static RecentLog Recent { get; } = new();

    /// <summary>A web application with settings and logging in place and nothing else.</summary>
    public static WebApplicationBuilder NewBuilder()
    {
        // Settings are read once. Watching for changes would mean to watch the working folder with all below it, as a rule the data.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseShutdownTimeout(DrainLimit);
        Configure(builder.Logging);
        return builder;
    }

    /// <summary>The address of a host and port as a URL.</summary>
    public static string UrlOf(string host, int port) => $"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}";

    /// <summary>Logging to the console, one line an entry, in UTC.</summary>
    public static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        logging.AddProvider(new RecentLogProvider(Recent, TimeProvider.System));
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Nothing it says is of use here, and with it an activity and a log scope would be made for every request, a third of the collector's time.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps it from starting is said in one line of our own.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    }
}
