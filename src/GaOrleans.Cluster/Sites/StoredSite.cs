namespace GaOrleans.Cluster.Sites;

/// <summary>A site's data as a whole, as grain storage keeps it.</summary>
[GenerateSerializer, Alias("GaOrleans.StoredSite")]
public sealed class StoredSite
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "site";

    /// <summary>The months that have buckets, in order; of a deleted site those whose buckets are not removed yet.</summary>
    [Id(0)]
    public int[] Months { get; set; } = [];

    /// <summary>The site was deleted, for good.</summary>
    [Id(1)]
    public bool Deleted { get; set; }
}
