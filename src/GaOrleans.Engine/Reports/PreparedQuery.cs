using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Reports;

/// <summary>A query that was read and checked against the configuration of its site.</summary>
/// <param name="Query">The query, its segments expanded.</param>
/// <param name="Goals">The site's goals.</param>
/// <param name="ConfigurationVersion">The configuration's version before it was asked.</param>
internal sealed record PreparedQuery(ReportQuery Query, IReadOnlyList<Goal> Goals, long ConfigurationVersion)
{
    /// <summary>Whether the range begins with the site's first hit.</summary>
    public bool DependsOnFirstHour => Query.DateRange is DateRangeSpec.Named { Preset: DatePreset.All };

    /// <summary>Reads and checks a query.</summary>
    /// <returns>The query, or null with the error.</returns>
    public static PreparedQuery? Prepare(Site site, ReadOnlyMemory<byte> json, IConfigurationStore configuration, out string? error)
    {
        long version = configuration.Version;
        ParsedQuery parsed = QueryParser.Parse(json);
        error = parsed.Error;
        if (!parsed.IsValid) return null;
        if (parsed.Query.SiteId is { } named && configuration.FindSite(named)?.Id != site.Id)
        {
            error = "#/site_id: The query is about another site.";
            return null;
        }

        IReadOnlyList<Goal> goals = configuration.GoalsOf(site.Id);
        string? SegmentJson(long id) => configuration.DocumentsOf(site.Id, DocumentKind.Segment).FirstOrDefault(document => document.Id == id)?.Json;
        IReadOnlyList<Filter>? filters = SegmentExpansion.Expand(parsed.Query.Filters, SegmentJson, out error);
        if (filters is null) return null;
        ReportQuery query = parsed.Query with { Filters = filters };
        error = QueryValidator.Problem(query, goals);
        return error is null ? new PreparedQuery(query, goals, version) : null;
    }
}
