using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Collect;

/// <summary>What became of one event.</summary>
/// <param name="Valid">Whether it was well-formed; otherwise the errors say what is wrong.</param>
/// <param name="Counted">For how many sites it counts.</param>
/// <param name="Dropped">For how many it does not.</param>
/// <param name="Reason">Why not, the last reason when there are several.</param>
internal readonly record struct EventVerdict(bool Valid, int Counted, int Dropped, DropReason Reason)
{
    /// <summary>Whether it does not count only since the month's hits are used up.</summary>
    public bool IsOverQuota => Counted == 0 && Reason == DropReason.OverQuota;
}
