using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Sites without a single hit.</summary>
internal sealed class NoHits : IBucketReader
{
    public long FreshToMs => 0;

    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => new([]);

    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new((long?)null);

    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(0L);
}
