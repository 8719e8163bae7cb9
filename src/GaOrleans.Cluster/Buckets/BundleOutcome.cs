namespace GaOrleans.Cluster.Buckets;

/// <summary>How far the applying of a bundle came.</summary>
internal enum BundleOutcome
{
    /// <summary>All of its hits are applied.</summary>
    Applied,

    /// <summary>It stopped before a hit that cannot be applied.</summary>
    Poison,

    /// <summary>It stopped where the bundle itself is malformed.</summary>
    Malformed,
}
