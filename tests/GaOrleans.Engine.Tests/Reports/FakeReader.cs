using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Engine.Tests.Reports;

/// <summary>Buckets in memory, as reports see them. Counts and can delay reading.</summary>
internal sealed class FakeReader(ZoneRules zone) : IBucketReader
{
    private readonly Lock _lock = new();
    private readonly List<Hit> _hits = [];
    private readonly SortedDictionary<long, long> _versions = [];
    private readonly SiteSymbols _symbols = new();
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>What a reading waits for after it has seen the hits.</summary>
    public Func<Task> AfterReading { get; set; } = () => Task.CompletedTask;

    public long FreshToMs { get; set; }

    /// <summary>What asking for a version fails with, or null.</summary>
    public IOException? Fault { get; set; }

    public void Add(string time, ulong visitor, string page = "/", string name = "pageview", string source = "", Revenue? revenue = null, params KeyValuePair<string, string>[] props)
    {
        long ms = DateTimeOffset.Parse(time).ToUnixTimeMilliseconds();
        long hour = zone.HourStart(ms / 1000);
        var hit = new Hit
        {
            Site = 1,
            Hour = hour,
            TimeMs = ms,
            Visitor = visitor,
            Name = name,
            Page = page,
            Hostname = "example.com",
            Interactive = true,
            Origin = new OriginInfo(source),
            Client = new ClientInfo("DE"),
            Props = props,
            Revenue = revenue,
        };
        lock (_lock)
        {
            _hits.Add(hit);
            _versions[hour] = _versions.GetValueOrDefault(hour) + 1;
        }
    }

    public async ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        Hit[] hits;
        lock (_lock) hits = [.. _hits.Where(hit => hit.Hour >= fromHour && hit.Hour < toHour)];
        await AfterReading();
        ct.ThrowIfCancellationRequested();
        return [.. BucketBuilding.BuildAll(hits).Values.Select(bucket => BucketView.Of(bucket, _symbols, BucketLimits.Default))];
    }

    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct)
    {
        lock (_lock) return new(_hits.Count == 0 ? null : _hits.Min(hit => hit.Hour));
    }

    /// <summary>Whether versions come only after a while, as when another silo has to be asked.</summary>
    public bool TellsVersionsLater { get; set; }

    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) =>
        TellsVersionsLater ? LaterAsync(fromHour, toHour) : new(VersionOf(fromHour, toHour));

    private async ValueTask<long> LaterAsync(long fromHour, long toHour)
    {
        await Task.Yield();
        return VersionOf(fromHour, toHour);
    }

    private long VersionOf(long fromHour, long toHour)
    {
        if (Fault is not null) throw Fault;
        lock (_lock)
        {
            long version = 0;
            foreach ((long hour, long of) in _versions)
            {
                if (hour >= fromHour && hour < toHour) version += of;
            }

            return version;
        }
    }
}
