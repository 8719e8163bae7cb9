namespace GaOrleans.Embedded.Archive;

/// <summary>Where in the files of a batch the hits of each site are.</summary>
/// <param name="Files">The files, by hour of receipt.</param>
internal sealed record BatchIndex(IReadOnlyList<IndexedFile> Files);
