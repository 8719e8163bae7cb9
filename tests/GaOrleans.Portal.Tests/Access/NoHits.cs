using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Sites without a hit, always fresh.</summary>
internal sealed class NoHits(TimeProvider time) : IBucketReader, ISiteData
{
    public long FreshToMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => new([]);

    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new((long?)null);

    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(0);

    // There is nothing to delete.
    public ValueTask DeleteAsync(int site, CancellationToken ct) => ValueTask.CompletedTask;
}
