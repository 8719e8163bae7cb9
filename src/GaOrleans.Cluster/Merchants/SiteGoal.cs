using GaOrleans.Core.Reports;

namespace GaOrleans.Cluster.Merchants;

/// <summary>A goal of a site.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Goal">The goal.</param>
internal sealed record SiteGoal(int SiteId, Goal Goal);
