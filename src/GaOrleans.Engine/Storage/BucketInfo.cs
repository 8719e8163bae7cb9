using GaOrleans.Core.Sites;

namespace GaOrleans.Engine.Storage;

/// <summary>What is known of a stored bucket without reading its rows.</summary>
/// <param name="Key">Which.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="SizeBytes">Stored size.</param>
/// <param name="Sealed">Whether it is sealed.</param>
/// <param name="Version">Grows with every save of this bucket; a cached copy of the same version is current.</param>
public readonly record struct BucketInfo(BucketKey Key, int Rows, int SizeBytes, bool Sealed, long Version);
