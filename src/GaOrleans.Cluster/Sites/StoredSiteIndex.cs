namespace GaOrleans.Cluster.Sites;

/// <summary>The index of a site's month as grain storage keeps it.</summary>
[GenerateSerializer, Alias("GaOrleans.StoredSiteIndex")]
public sealed class StoredSiteIndex
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "site-index";

    /// <summary>The buckets, as <see cref="MonthIndex"/> writes them; empty for none.</summary>
    [Id(0)]
    public byte[] Buckets { get; set; } = [];

    /// <summary>The site was deleted: no bucket is opened any more.</summary>
    [Id(1)]
    public bool Deleted { get; set; }
}
