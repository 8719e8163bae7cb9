using GaOrleans.Embedded.Archive;

namespace GaOrleans.Cluster.Azure.Archive;

/// <summary>A range of a partition in the archive, and where its blobs are.</summary>
/// <param name="Folder">The blobs' folder, <see cref="NoFolder"/> for a loss; named by content, so that two attempts never share a name.</param>
/// <param name="Source">Where the source of the frames stood behind the range; see <see cref="BlobArchive"/>.</param>
/// <param name="Entry">The manifest's line, as the archive in files has it.</param>
internal sealed record ArchivedBatch(string Folder, long Source, ManifestEntry Entry)
{
    /// <summary>Stands for no folder.</summary>
    public const string NoFolder = "-";
}
