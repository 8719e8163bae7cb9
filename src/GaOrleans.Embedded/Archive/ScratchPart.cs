namespace GaOrleans.Embedded.Archive;

/// <summary>A run of bytes within a frame.</summary>
/// <param name="At">Where it starts.</param>
/// <param name="Size">Its length in bytes.</param>
internal readonly record struct ScratchPart(int At, int Size);
