using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Tests.Reports;

/// <summary>A reader whose versions cost nothing, to measure what asking from memory costs.</summary>
internal sealed class QuietReader(IBucketReader inner) : IBucketReader
{
    public long FreshToMs => 0;

    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => inner.ReadAsync(site, fromHour, toHour, ct);

    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => inner.FirstHourAsync(site, ct);

    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(1);
}
