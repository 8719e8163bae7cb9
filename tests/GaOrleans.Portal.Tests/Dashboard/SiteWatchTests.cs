using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Storage;
using GaOrleans.Portal.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class SiteWatchTests
{
    private static readonly Site One = new(1, 1, "one.example", "Europe/Berlin", "EUR", 0), Two = new(2, 1, "two.example", "Etc/UTC", "EUR", 0);

    [Fact]
    public async Task Pages_AreToldOfTheirSite_WhenItChanges()
    {
        var reader = new Versions();
        await using SiteWatch watch = Make(reader);
        int first = 0, second = 0, other = 0;
        using IDisposable a = watch.Watch(One, () => first++), b = watch.Watch(One, () => second++), c = watch.Watch(Two, () => other++);
        await watch.LookAsync(CancellationToken.None);
        (first, second, other) = (0, 0, 0);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal((0, 0, 0), (first, second, other));
        reader.Of[1] = 7;
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal((1, 1, 0), (first, second, other));
    }

    [Fact]
    public async Task FirstLook_Tells_SoThatNothingIsMissedInBetween()
    {
        await using SiteWatch watch = Make(new Versions());
        int told = 0;
        using IDisposable page = watch.Watch(One, () => told++);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Nobody_IsAsked_WhenNobodyWatches()
    {
        var reader = new Versions();
        await using SiteWatch watch = Make(reader);
        IDisposable one = watch.Watch(One, () => { }), two = watch.Watch(One, () => { });
        one.Dispose();
        one.Dispose();
        Assert.Equal(1, watch.Count);
        two.Dispose();
        Assert.Equal(0, watch.Count);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(0, reader.Asked);
    }

    [Fact]
    public async Task DamagedSite_TellsOnce_AndLeavesOthersAlone()
    {
        var reader = new Versions { Of = { [1] = 1, [2] = 1 } };
        await using SiteWatch watch = Make(reader);
        int broken = 0, sound = 0;
        using IDisposable a = watch.Watch(One, () => broken++), b = watch.Watch(Two, () => sound++);
        await watch.LookAsync(CancellationToken.None);
        reader.Damaged = 1;
        reader.Of[2] = 2;
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal((2, 2), (broken, sound));
        reader.Damaged = 0;
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal((3, 2), (broken, sound));
    }

    // A clock that nobody moves: the watch looks only when the test says so.
    private static SiteWatch Make(IBucketReader reader) => new(reader, new StillClock(), NullLogger<SiteWatch>.Instance);

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new StillTimer();

        private sealed class StillTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                // Nothing runs.
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class Versions : IBucketReader
    {
        public Dictionary<int, long> Of { get; init; } = [];

        public int Asked { get; private set; }

        public int Damaged { get; set; }

        public long FreshToMs => 0;

        public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => new([]);

        public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new((long?)null);

        public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct)
        {
            Asked++;
            if (site == Damaged) throw new IOException("cannot read the bucket: damaged");
            return new ValueTask<long>(Of.GetValueOrDefault(site));
        }
    }
}
