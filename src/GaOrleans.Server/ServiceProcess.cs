using System.Net.Sockets;
using GaOrleans.Embedded;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Configuration;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Records;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.WarmUp;
using GaOrleans.Hosting;
using GaOrleans.Hosting.Mailing;
using GaOrleans.Http;
using GaOrleans.Http.Operations;
using GaOrleans.Portal;
using Microsoft.AspNetCore.Connections;

namespace GaOrleans.Server;

/// <summary>
/// <c>run</c>: the single-node edition as a process. It takes the data folder, listens, recovers (not ready meanwhile), serves,
/// and at the end drains: no new requests, those begun are answered, everything is saved.
/// </summary>
internal static class ServiceProcess
{
    private const string VisitorSecret = "visitors";

    // A visit pauses for half an hour at most; some more for hits that were on their way.
    private static readonly TimeSpan RecentSpan = TimeSpan.FromMinutes(35);
    private static readonly TimeSpan LongestVisit = TimeSpan.FromHours(3);
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>Runs until the process is told to end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ServiceArguments arguments, CancellationToken ct)
    {
        WebApplicationBuilder builder = ServiceHost.NewBuilder();
        builder.WebHost.UseUrls(ServiceHost.UrlOf(arguments.Host, arguments.Port));
        (Settings? settings, string problem) = Settings.Read(builder.Configuration, arguments.DataFolder);
        if (settings is null) return ExitCodes.Fail(ExitCodes.BadSettings, $"cannot start: {problem}");
        ILoggerFactory loggers = LoggerFactory.Create(ServiceHost.Configure);
        try
        {
            await using EmbeddedEngine engine = EmbeddedEngine.Open(settings.Engine, new DiskFileSystem(), TimeProvider.System, loggers.CreateLogger("GaOrleans.Engine"),
                (files, folder) => new FileArchive(files, folder));
            string configured = Path.Combine(settings.Engine.DataFolder, "configuration.db");
            if (engine.Log.NextOffset(0) > 0 && !File.Exists(configured))
            {
                // A new configuration would give the numbers of its sites anew, and with them the hits of others.
                return ExitCodes.Fail(ExitCodes.CannotUseData, $"cannot start: {configured} is missing, which says whose the hits in this folder are; restore it from a backup, or name another folder with --data");
            }

            using var configuration = new SqliteConfigurationStore(configured, TimeProvider.System);
            using var records = new SqliteRecordStore(settings.Engine.DataFolder);
            builder.Services.AddAccounts(records);
            FirstStarted first = await FirstStart.RunAsync(configuration, records, settings.StaffKey, ct);
            await FirstStart.LeaveAsync(settings.Engine.DataFolder, first, ct);
            await FirstStart.DoneAsync(records, ct);
            return await WarmAndServeAsync(builder, arguments, settings, engine, configuration, first, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExitCodes.Fail(ExitCodes.CannotUseData, e.Message.StartsWith("cannot", StringComparison.Ordinal) ? e.Message : $"cannot use the data folder {settings.Engine.DataFolder}: {e.Message}");
        }
        finally
        {
            loggers.Dispose();
        }
    }

    // The first report does not wait for code to be compiled: that is done on a thread of its own while the process starts.
    private static async Task<int> WarmAndServeAsync(WebApplicationBuilder builder, ServiceArguments arguments, Settings settings, EmbeddedEngine engine,
        SqliteConfigurationStore configuration, FirstStarted first, CancellationToken ct)
    {
        var readiness = new EngineReadiness(engine);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task<int> warmUp = Task.Run(() => ReportWarmUp.RunAsync(configuration, TimeProvider.System, settings.Reports, ending.Token), CancellationToken.None);
        try
        {
            return await ServeAsync(builder, arguments, settings, engine, configuration, first, readiness, ct);
        }
        finally
        {
            await ending.CancelAsync();
            await warmUp;
        }
    }

    private static async Task<int> ServeAsync(WebApplicationBuilder builder, ServiceArguments arguments, Settings settings, EmbeddedEngine engine,
        SqliteConfigurationStore configuration, FirstStarted first, EngineReadiness readiness, CancellationToken ct)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(engine.Sink);
        services.AddSingleton(engine.Sites);
        services.AddSingleton<IConfigurationStore>(configuration);
        var continuity = new VisitorContinuity();
        services.AddSingleton(new HitAssembler(await configuration.SecretAsync(VisitorSecret, ct), continuity));
        services.AddSingleton(provider => new ReportService(
            engine.Reader, configuration, TimeProvider.System, settings.Reports, new CoreCalculator(settings.Reports), provider.GetRequiredService<ILogger<ReportService>>()));
        services.AddSingleton<IReadiness>(readiness);
        services.AddSingleton<IMetricSource>(new EngineMetrics(engine, TimeProvider.System));
        services.AddSingleton<IHealthSource>(new EngineHealth(engine, settings.Engine.DataFolder, TimeProvider.System));
        services.AddHealth(new ProcessName(Environment.MachineName, "all"));
        services.AddMailing(settings.Mail);
        builder.AddGaOrleansHttp(settings.Http);
        bool portal = settings.Portal.Enabled;
        builder.Services.AddSingleton(engine.Reader);
        if (portal) builder.AddGaOrleansPortal(settings.Portal, settings.Notices);
        await using WebApplication app = builder.Build();
        app.MapGaOrleansHttp(portal ? HttpParts.All & ~HttpParts.Landing : HttpParts.All);
        if (portal) app.MapGaOrleansPortal();
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            string why = e.InnerException is AddressInUseException ? "the port is taken; stop the program that has it, or choose another with --port" : e.Message;
            return ExitCodes.Fail(ExitCodes.CannotListen, $"cannot listen on {arguments.Host}:{arguments.Port}: {why}");
        }

        // Listening comes first, so that health checks are answered while a long log is being read.
        await Task.Run(() => Recover(engine, continuity), ct);
        readiness.Recovered();
        string url = app.Urls.First();
        Console.WriteLine(FirstStart.Announcement(url, settings.Engine.DataFolder, settings.StaffKey, FirstStart.Text(url, first)));
        Console.Out.Flush();
        await app.WaitForShutdownAsync(ct);
        return ExitCodes.Done;
    }

    // Visits that go on over midnight keep their visitor; who was active has to be known before the first hit comes.
    private static void Recover(EmbeddedEngine engine, VisitorContinuity continuity)
    {
        engine.Recover();
        // Reading them takes time on a busy machine, so it is done only where a visit may have begun the day before: three hours of clicking without
        // a pause of half an hour are believed, longer ones are counted as two visits after a restart.
        TimeSpan timeOfDay = TimeProvider.System.GetUtcNow().TimeOfDay;
        if (timeOfDay < LongestVisit || timeOfDay > OneDay - RecentSpan)
            engine.ReadRecent(RecentSpan, (visitor, timeMs) => continuity.Learn(visitor, timeMs, timeMs));
        engine.Start();
    }
}
