using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Reports;

/// <summary>A query with everything that its answer is made and kept with.</summary>
/// <param name="Site">The site.</param>
/// <param name="Query">The query's bytes.</param>
/// <param name="Key">Where its answer is kept.</param>
/// <param name="Prepared">The query as read.</param>
/// <param name="Plan">What to count.</param>
/// <param name="FirstHour">The site's first hour where the range begins with it.</param>
internal sealed record PlannedQuery(Site Site, byte[] Query, CacheKey Key, PreparedQuery Prepared, PlannedReport Plan, long? FirstHour);
