namespace GaOrleans.Embedded.Archive;

/// <summary>Where the parts of a hit are in the scratch file. Ordered as the archive has them: by hour of receipt, site, and log offset.</summary>
/// <param name="Hour">Start of the hour of receipt, seconds since 1970 UTC.</param>
/// <param name="Site">The site; 0 for none.</param>
/// <param name="Number">The hit's log offset less that of the batch's first.</param>
/// <param name="FrameAt">Where its frame starts.</param>
/// <param name="Envelope">The envelope within the frame; the whole frame for a malformed one.</param>
/// <param name="Encoded">The encoded hit within the frame; empty in a malformed frame.</param>
/// <param name="Raw">What the client sent, within the frame.</param>
internal readonly record struct ScratchHit(long Hour, int Site, int Number, long FrameAt, ScratchPart Envelope, ScratchPart Encoded, ScratchPart Raw)
    : IComparable<ScratchHit>
{
    public bool Malformed => Encoded.Size == 0;

    public int CompareTo(ScratchHit other)
    {
        if (Hour != other.Hour) return Hour.CompareTo(other.Hour);
        return Site != other.Site ? Site.CompareTo(other.Site) : Number.CompareTo(other.Number);
    }
}
