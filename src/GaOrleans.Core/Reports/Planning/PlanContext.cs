using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>What a query is planned with besides itself.</summary>
/// <param name="Zone">The site's zone.</param>
/// <param name="NowMs">The moment of asking, milliseconds since 1970 UTC.</param>
/// <param name="FirstHitMs">The site's first hit or the hour it fell in, or null when there is none.</param>
/// <param name="Goals">The site's goals.</param>
public readonly record struct PlanContext(ZoneRules Zone, long NowMs, long? FirstHitMs, IReadOnlyList<Goal> Goals);
