using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Collecting;

/// <summary>What became of a raw hit.</summary>
/// <param name="Length">Bytes of the encoded hit in the destination; 0 when the destination was too small for it.</param>
/// <param name="Drop">None when it counts. A dropped hit is encoded all the same, so that the archive has it.</param>
/// <param name="Hour">Start of the site-local hour, seconds since 1970 UTC.</param>
/// <param name="Shard">Shard of its bucket.</param>
/// <param name="Visitor">The visitor's id.</param>
public readonly record struct AssembledHit(int Length, DropReason Drop, long Hour, int Shard, ulong Visitor);
