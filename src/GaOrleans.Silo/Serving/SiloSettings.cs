using GaOrleans.Cluster;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Reports;
using GaOrleans.Hosting;
using GaOrleans.Hosting.Mailing;
using GaOrleans.Http;
using GaOrleans.Portal;

namespace GaOrleans.Silo.Serving;

/// <summary>The settings of every silo, each section bound once to the options of its part; what a backend needs it reads itself.</summary>
internal sealed class SiloSettings
{
    /// <summary>Section <c>Http</c>.</summary>
    public required HttpOptions Http { get; init; }

    /// <summary>Section <c>Reports</c>.</summary>
    public required ReportLimits Reports { get; init; }

    /// <summary>Section <c>Cluster</c>.</summary>
    public required GaClusterOptions Cluster { get; init; }

    /// <summary>Section <c>Portal</c>.</summary>
    public required PortalOptions Portal { get; init; }

    /// <summary>Section <c>Notices</c>.</summary>
    public NoticeOptions Notices { get; init; } = new();

    /// <summary>Section <c>Mail</c>.</summary>
    public required MailOptions Mail { get; init; }

    /// <summary>The staff key of the environment, if any.</summary>
    public required string? Staff { get; init; }

    /// <summary>Binds and checks.</summary>
    /// <returns>The settings, or what is wrong with them.</returns>
    public static (SiloSettings? Settings, string Problem) Read(IConfiguration configuration)
    {
        try
        {
            var settings = new SiloSettings
            {
                Http = Sections.Bind(configuration, "Http", new HttpOptions()),
                Reports = Sections.Bind(configuration, "Reports", new ReportLimits()),
                Cluster = Sections.Bind(configuration, "Cluster", new GaClusterOptions()),
                Portal = Sections.Bind(configuration, "Portal", new PortalOptions()),
                Notices = Sections.Bind(configuration, "Notices", new NoticeOptions()),
                Mail = Sections.Bind(configuration, "Mail", new MailOptions()),
                Staff = StaffKey.Read(configuration),
            };
            if (settings.Http.Problem() is { } problem) return (null, problem);
            if (settings.Mail.Problem() is { } mailProblem) return (null, mailProblem);
            if (settings.Portal.Problem() is { } portalProblem) return (null, portalProblem);
            if (settings.Notices.Problem() is { } noticeProblem) return (null, noticeProblem);
            settings.Reports.Validate();
            settings.Cluster.Validate();
            return (settings, "");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            return (null, e.Message);
        }
    }
}
