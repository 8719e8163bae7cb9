using GaOrleans.Core.Encoding;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Http.Collect;

/// <summary>Turns what a client sent into an encoded hit.</summary>
public interface IHitAssembler
{
    /// <summary>Interprets a raw hit and writes the hit as <see cref="HitCodec"/> does.</summary>
    /// <returns>Why the hit does not count, or none.</returns>
    DropReason Assemble(in RawHit raw, Site site, ref ByteWriter to);
}
