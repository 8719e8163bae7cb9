using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Buckets;

// Views of the same symbols are what reports read together, so they number visitors alike.
public sealed partial class SiteSymbols
{
    private WeakReference<VisitorNumbers>? _visitors;

    /// <summary>The numbers of the site's visitors at present; null when no view has been numbered, or none of these is in memory any more.</summary>
    internal VisitorNumbers? Visitors
    {
        get => Volatile.Read(ref _visitors)?.TryGetTarget(out VisitorNumbers? numbers) == true ? numbers : null;
        set => Volatile.Write(ref _visitors, value is null ? null : new WeakReference<VisitorNumbers>(value));
    }
}
