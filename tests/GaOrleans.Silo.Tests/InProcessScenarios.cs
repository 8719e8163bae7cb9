using GaOrleans.Scenarios;

namespace GaOrleans.Silo.Tests;

/// <summary>The scenarios of the single-node edition, unchanged, on a test cluster in this process.</summary>
public sealed class InProcessScenarios(InProcessService service) : EditionScenarios(service), IClassFixture<InProcessService>;
