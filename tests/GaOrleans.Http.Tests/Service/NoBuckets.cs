using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Http.Tests.Service;

/// <summary>Sites on which nothing has happened.</summary>
internal sealed class NoBuckets : IBucketReader
{
    public long FreshToMs => 0;

    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<BucketView>>([]);

    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => ValueTask.FromResult<long?>(null);

    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(0);
}
