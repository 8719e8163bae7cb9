namespace GaOrleans.Cluster.Tests;

/// <summary>Tests that measure memory: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}
