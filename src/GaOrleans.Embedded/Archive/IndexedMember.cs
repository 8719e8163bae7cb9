namespace GaOrleans.Embedded.Archive;

/// <summary>A gzip member. It follows the member before it without gap.</summary>
/// <param name="SizeBytes">Its compressed size.</param>
/// <param name="TextBytes">Its size unpacked.</param>
/// <param name="Crc">CRC-32C of the compressed bytes.</param>
/// <param name="Runs">The hits in it: lines of one site after another, by site.</param>
internal sealed record IndexedMember(int SizeBytes, int TextBytes, uint Crc, IReadOnlyList<IndexedRun> Runs);
