using GaOrleans.Cluster;

namespace GaOrleans.Silo.Backends;

/// <summary>Finds where a cluster keeps its data.</summary>
internal static class ClusterBackends
{
    /// <summary>The name of the one that keeps everything in the data folder.</summary>
    public const string Local = "local";

    private const string Azure = "GaOrleans.Cluster.Azure.AzureClusterBackend, GaOrleans.Cluster.Azure";

    /// <summary>The backend of a name.</summary>
    /// <returns>Null when it is no part of this build.</returns>
    public static IClusterBackend? Find(SiloArguments arguments)
    {
        if (arguments.Clustering == Local) return new LocalBackend(arguments.DataFolder);
        // Left out of its assembly where its packages cannot be had, so it is not known at compile time.
        return Type.GetType(Azure, throwOnError: false) is { } type ? (IClusterBackend)Activator.CreateInstance(type)! : null;
    }
}
