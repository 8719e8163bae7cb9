namespace GaOrleans.Engine.Archive;

/// <summary>What a verification found.</summary>
/// <param name="Batches">Batches in the manifest.</param>
/// <param name="Files">Files read.</param>
/// <param name="Hits">Hits counted in them.</param>
/// <param name="LostHits">Hits that the log had lost before they could be archived, as recorded with <see cref="IArchive.RecordLossAsync"/>.</param>
/// <param name="Problems">What is wrong, each naming file or range; empty when all is well.</param>
public sealed record ArchiveReport(int Batches, int Files, long Hits, long LostHits, IReadOnlyList<string> Problems);
