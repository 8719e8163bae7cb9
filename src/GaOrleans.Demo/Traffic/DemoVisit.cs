namespace GaOrleans.Demo.Traffic;

/// <summary>A visit with its hits, in order of time.</summary>
internal sealed record DemoVisit(DemoSite Site, Visitor Visitor, IReadOnlyList<DemoHit> Hits);
