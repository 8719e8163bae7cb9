using GaOrleans.Embedded;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Storage;
using GaOrleans.Embedded.Workers;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Reports;
using GaOrleans.Hosting;
using GaOrleans.Hosting.Mailing;
using GaOrleans.Http;
using GaOrleans.Portal;

namespace GaOrleans.Server;

/// <summary>
/// All settings, bound once: from appsettings.json in the working folder and from the environment (<c>Http__RequestsPerSecond=500</c>),
/// each section to the options of its part.
/// </summary>
internal sealed class Settings
{
    private Settings(HttpOptions http, ReportLimits reports, EmbeddedOptions engine, MailOptions mail, PortalOptions portal, NoticeOptions notices, string? staffKey)
    {
        Http = http;
        Reports = reports;
        Engine = engine;
        Mail = mail;
        Portal = portal;
        Notices = notices;
        StaffKey = staffKey;
    }

    public HttpOptions Http { get; }

    public ReportLimits Reports { get; }

    public EmbeddedOptions Engine { get; }

    public MailOptions Mail { get; }

    public PortalOptions Portal { get; }

    public NoticeOptions Notices { get; }

    /// <summary>The staff key of the environment, if any.</summary>
    public string? StaffKey { get; }

    /// <summary>Binds and checks.</summary>
    /// <returns>The settings, or what is wrong with them.</returns>
    public static (Settings? Settings, string Problem) Read(IConfiguration configuration, string dataFolder)
    {
        try
        {
            var http = Sections.Bind(configuration, "Http", new HttpOptions());
            if (http.Problem() is { } problem) return (null, problem);
            var mail = Sections.Bind(configuration, "Mail", new MailOptions());
            if (mail.Problem() is { } mailProblem) return (null, mailProblem);
            var portal = Sections.Bind(configuration, "Portal", new PortalOptions());
            if (portal.Problem() is { } portalProblem) return (null, portalProblem);
            var notices = Sections.Bind(configuration, "Notices", new NoticeOptions());
            if (notices.Problem() is { } noticeProblem) return (null, noticeProblem);
            var reports = Sections.Bind(configuration, "Reports", new ReportLimits());
            reports.Validate();
            var archive = Sections.Bind(configuration, "Archive", new ArchiveSettings());
            var engine = new EmbeddedOptions
            {
                DataFolder = Path.GetFullPath(dataFolder),
                Log = Sections.Bind(configuration, "Log", new LogOptions()),
                Store = Sections.Bind(configuration, "Store", new BucketStoreOptions()),
                Workers = Sections.Bind(configuration, "Workers", new WorkerOptions()),
                ArchiveBytes = archive.Bytes,
                ArchiveSeconds = archive.Seconds,
            };
            engine.Validate();
            return (new Settings(http, reports, engine, mail, portal, notices, Hosting.StaffKey.Read(configuration)), "");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            return (null, e.Message);
        }
    }

    // What the section Archive may hold; the defaults are the engine's.
    private sealed class ArchiveSettings
    {
        private static readonly EmbeddedOptions Defaults = new() { DataFolder = "" };

        public long Bytes { get; set; } = Defaults.ArchiveBytes;

        public int Seconds { get; set; } = Defaults.ArchiveSeconds;
    }
}
