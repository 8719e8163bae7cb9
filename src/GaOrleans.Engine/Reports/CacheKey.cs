using GaOrleans.Core.Encoding;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Engine.Reports;

/// <summary>Where an answer is kept. Two queries may share a key; the entry's own bytes decide.</summary>
/// <param name="Site">The site.</param>
/// <param name="Format">How it is written.</param>
/// <param name="QueryHash">The query.</param>
/// <param name="Journey">Which journey it asks for; null for a query of the query language.</param>
internal readonly record struct CacheKey(int Site, ReportFormat Format, ulong QueryHash, JourneyKind? Journey)
{
    /// <summary>The key of a query.</summary>
    public static CacheKey Of(int site, ReportFormat format, ReadOnlySpan<byte> query, JourneyKind? journey = null) => new(site, format, Hash64.Of(query), journey);
}
