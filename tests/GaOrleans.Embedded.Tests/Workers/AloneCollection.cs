namespace GaOrleans.Embedded.Tests.Workers;

/// <summary>Tests that must not run beside others.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
