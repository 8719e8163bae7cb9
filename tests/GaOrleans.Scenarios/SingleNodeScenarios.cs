using GaOrleans.Scenarios.Service;

namespace GaOrleans.Scenarios;

/// <summary>The scenarios on the single-node edition.</summary>
public sealed class SingleNodeScenarios(SingleNodeService service) : EditionScenarios(service), IClassFixture<SingleNodeService>;
