using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Reports.Journeys;

/// <summary>A journey that was read and checked against the configuration of its site.</summary>
/// <param name="Query">The query, its segments expanded.</param>
/// <param name="Goals">The site's goals.</param>
/// <param name="ConfigurationVersion">The configuration's version before it was asked.</param>
internal sealed record PreparedJourney(JourneyQuery Query, IReadOnlyList<Goal> Goals, long ConfigurationVersion)
{
    /// <summary>Whether the range begins with the site's first hit.</summary>
    public bool DependsOnFirstHour => Query.DateRange is DateRangeSpec.Named { Preset: DatePreset.All };

    /// <summary>Reads and checks a journey.</summary>
    /// <returns>The journey, or null with the error.</returns>
    public static PreparedJourney? Prepare(JourneyKind kind, Site site, ReadOnlyMemory<byte> json, IConfigurationStore configuration, out string? error)
    {
        long version = configuration.Version;
        if (JourneyQuery.Parse(kind, json, out error) is not { } query) return null;
        if (query.SiteId is { } named && configuration.FindSite(named)?.Id != site.Id)
        {
            error = "#/site_id: The query is about another site.";
            return null;
        }

        IReadOnlyList<Goal> goals = configuration.GoalsOf(site.Id);
        string? SegmentJson(long id) => configuration.DocumentsOf(site.Id, DocumentKind.Segment).FirstOrDefault(document => document.Id == id)?.Json;
        return JourneyCheck.Expand(query, goals, SegmentJson, out error) is { } expanded ? new PreparedJourney(expanded, goals, version) : null;
    }
}
