namespace GaOrleans.Cluster.Merchants;

/// <summary>What is heard of a site's buckets: hints, forgotten when the merchant's grain moves.</summary>
/// <param name="Site">The site.</param>
/// <param name="Version">Differs whenever a bucket of the site has changed; for caches of reports.</param>
/// <param name="LastHitMs">Time of the hit applied last, milliseconds since 1970 UTC; 0 when none was heard of.</param>
/// <param name="Hours">Rows of the latest hours, newest first.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.SiteActivity")]
public sealed record SiteActivity([property: Id(0)] int Site, [property: Id(1)] long Version, [property: Id(2)] long LastHitMs, [property: Id(3), Immutable] HourActivity[] Hours);
