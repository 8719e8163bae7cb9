using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports.WarmUp;

/// <summary>Two stored hours of made-up hits, decoded anew each time they are read.</summary>
internal sealed class SyntheticReader : IBucketReader
{
    /// <summary>Start of the first hour: 2020-01-01T00:00:00Z.</summary>
    private const long FirstHour = 1_577_836_800;

    private const int Hours = 2, HitsPerHour = 240, StepMs = 14_000, Visitors = 40;

    private static readonly byte[][] Pages = ["/"u8.ToArray(), "/a"u8.ToArray(), "/product/b"u8.ToArray(), "/product/c"u8.ToArray()];

    // Eight texts each, with their lengths: country first, and source.
    private static readonly byte[] Client = "\u0002DE\0\0\0\0\0\0\0"u8.ToArray(), OtherClient = "\u0002US\0\0\0\0\0\0\0"u8.ToArray();

    private static readonly byte[] Origin = "\u0006Google\0\0\0\0\0\0\0"u8.ToArray();

    private readonly (BucketKey Key, byte[] Bytes)[] _stored = new (BucketKey, byte[])[Hours];

    /// <summary>Makes the hits.</summary>
    public SyntheticReader()
    {
        for (int hour = 0; hour < Hours; hour++)
        {
            var bucket = new Bucket(new BucketKey(1, FirstHour + (hour * 3600), 0), BucketLimits.Default);
            for (int i = 0; i < HitsPerHour; i++) Add(bucket, i);
            _stored[hour] = (bucket.Key, BucketCodec.WriteSealed(bucket));
        }
    }

    /// <inheritdoc/>
    public long FreshToMs => (FirstHour + (Hours * 3600)) * 1000;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var symbols = new SiteSymbols();
        var views = new List<BucketView>();
        foreach ((BucketKey key, byte[] bytes) in _stored)
        {
            if (key.Hour >= fromHour && key.Hour < toHour && BucketCodec.TryOpenView(bytes, key, symbols, BucketLimits.Default, out BucketView? view)) views.Add(view!);
        }

        return new ValueTask<IReadOnlyList<BucketView>>(views);
    }

    /// <inheritdoc/>
    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new(FirstHour);

    /// <inheritdoc/>
    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(0);

    private static void Add(Bucket bucket, int i)
    {
        var hit = new HitFields
        {
            Site = bucket.Key.Site,
            Hour = bucket.Key.Hour,
            TimeMs = (bucket.Key.Hour * 1000) + (i * StepMs),
            Visitor = (ulong)(i * 7 % Visitors) * 0x9E37_79B9_7F4A_7C15,
            Interactive = true,
            Name = i % 9 == 8 ? "purchase"u8 : i % 6 == 5 ? "engagement"u8 : "pageview"u8,
            Page = Pages[i % Pages.Length],
            Hostname = "example.com"u8,
            Client = i % Visitors % 8 == 0 ? Client : OtherClient,
            Origin = Origin,
            EngagementMs = i % 6 == 5 ? 3_000 : -1,
            ScrollDepth = i % 6 == 5 ? 60 : -1,
        };
        bucket.Apply(hit, new LogPosition(0, i));
    }
}
