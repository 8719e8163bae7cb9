using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Buckets;

// What visits need of a view is derived once and lives as long as the view.
public sealed partial class BucketView
{
    private VisitSegments? _segments;
    private Reports.Execution.MergedShards? _mergedShards;

    /// <summary>The view's rows cut at pauses that end a visit. Made at first use; two threads may make it twice, to the same result.</summary>
    internal VisitSegments Segments => Volatile.Read(ref _segments) ?? MakeSegments();

    internal bool HasSegments => Volatile.Read(ref _segments) is not null;

    /// <summary>This view merged with those of other shards of its hour, when a report last needed it.</summary>
    internal Reports.Execution.MergedShards? MergedShards
    {
        get => Volatile.Read(ref _mergedShards);
        set => Volatile.Write(ref _mergedShards, value);
    }

    private VisitSegments MakeSegments()
    {
        var made = VisitSegments.Of(RunVisitors, RunStarts, TimesMs, Flags);
        return Interlocked.CompareExchange(ref _segments, made, null) ?? made;
    }
}
