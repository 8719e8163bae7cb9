namespace GaOrleans.Embedded.Archive;

/// <summary>A file of hits as the manifest has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Hits">How many lines it has.</param>
internal sealed record ManifestFile(string Name, long SizeBytes, int Hits);
