using GaOrleans.Scenarios;

namespace GaOrleans.Silo.Tests;

/// <summary>The scenarios of the single-node edition, unchanged, on a cluster of three processes.</summary>
public sealed class ClusterScenarios(ClusterService service) : EditionScenarios(service), IClassFixture<ClusterService>;
