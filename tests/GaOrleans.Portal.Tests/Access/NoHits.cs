using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Sites without a hit, always fresh.</summary>
internal sealed class NoHits(TimeProvider time) : IBucketReader
{
    public long FreshToMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => new([]);

    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new((long?)null);

    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(0);
}
