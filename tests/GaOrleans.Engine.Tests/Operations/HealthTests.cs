using GaOrleans.Engine.Operations;

namespace GaOrleans.Engine.Tests.Operations;

/// <summary>What a process tells of its health.</summary>
public sealed class HealthTests
{
    private const long Minute = 60_000, Start = 29_000_000 * Minute;

    [Fact]
    public void Minutes_HoldWhatHappenedInEach_AndZerosBetween()
    {
        var minutes = new HealthMinutes();
        Assert.Equal([5], minutes.Take(At(Start + 10, 5)).Select(minute => minute.Accepted));
        Assert.Equal([5, 2], minutes.Take(At(Start + Minute + 1, 7)).Select(minute => minute.Accepted));
        IReadOnlyList<HealthMinute> later = minutes.Take(At(Start + (4 * Minute), 10));
        Assert.Equal([5, 2, 0, 0, 3], later.Select(minute => minute.Accepted));
        Assert.Equal([0, 1, 2, 3, 4], later.Select(minute => (minute.StartMs - Start) / Minute));
    }

    [Fact]
    public void Minutes_AreSixty_AndAddUpToTheCount()
    {
        var minutes = new HealthMinutes();
        IReadOnlyList<HealthMinute> last = [];
        for (int i = 0; i < 200; i++) last = minutes.Take(At(Start + (i * Minute), i * 3));
        Assert.Equal(HealthMinutes.Kept, last.Count);
        Assert.Equal(Start + (199 * Minute), last[^1].StartMs);
        Assert.All(last.SkipLast(1), minute => Assert.Equal(3, minute.Accepted));
        // A clock that jumps ahead costs the hour, not the process.
        Assert.Single(minutes.Take(At(Start + (100_000 * Minute), 1000)));
    }

    [Fact]
    public void Watch_TellsRatesOfTheLastSeconds()
    {
        var clock = new StepClock();
        var source = new Counting();
        var watch = new HealthWatch(new ProcessName("one", "all"), [source], new RecentLog(), clock);
        Assert.Equal(0, watch.Take().AcceptedPerSecond);
        for (int i = 0; i < 10; i++)
        {
            clock.Step(TimeSpan.FromSeconds(2));
            source.Accepted += 40;
            watch.Take();
        }

        Assert.Equal(20, watch.Latest.AcceptedPerSecond, 3);
        Assert.Equal(400, watch.Latest.Accepted);
    }

    [Fact]
    public void Quantiles_AreThoseOfTheLastMinutes()
    {
        var clock = new StepClock();
        var window = new LatencyWindow(clock);
        var histogram = new LatencyHistogram();
        Assert.Null(window.Read(histogram));
        for (int i = 0; i < 98; i++) histogram.Add(TimeSpan.FromMilliseconds(0.9));
        for (int i = 0; i < 2; i++) histogram.Add(TimeSpan.FromMilliseconds(40));
        Assert.Equal(new LatencyQuantiles(1, 50, 100), window.Read(histogram));
        for (int i = 0; i < 3; i++)
        {
            clock.Step(TimeSpan.FromMinutes(1));
            window.Read(histogram);
        }

        Assert.Null(window.Read(histogram));
    }

    [Fact]
    public void Log_KeepsTheNewest_WithoutWhatLooksLikeASecret()
    {
        var log = new RecentLog();
        for (int i = 0; i < RecentLog.Kept + 5; i++) log.Add(i, isError: false, "test", $"line {i}");
        Assert.Equal("line 204", log.Latest(1)[0].Text);
        Assert.Equal(RecentLog.Kept, log.Latest(1000).Count);
        log.Add(1000, isError: true, "test", "key gak_abcdefghijklmnopqrstuvwxyz0123456789 and password=hunter2 failed");
        Assert.Equal("key […] and password=[…] failed", log.Latest(1)[0].Text);
        log.Add(1001, isError: true, "test", new string('é', 5000));
        Assert.Equal(RecentLog.LongestText + 1, log.Latest(1)[0].Text.Length);
    }

    [Fact]
    public void Health_ComesBackFromJson_AndOfOtherReleasesIsLeftOut()
    {
        ProcessHealth health = At(Start, 5) with { Dropped = [new ReasonCount("bot", 3)], Minutes = [new HealthMinute(Start, 5, 3, 0, 0, 0)], Log = [new LogLine(1, true, "a", "b")], Flushes = new LatencyQuantiles(1, 2, 3) };
        ProcessHealth back = HealthJson.Read<ProcessHealth>(HealthJson.Write(health))!;
        Assert.Equal(HealthJson.Write(health), HealthJson.Write(back));
        Assert.Equal(3, back.AllDropped);
        Assert.Null(HealthJson.Read<ProcessHealth>("""{"name":"x"}"""u8));
    }

    private static ProcessHealth At(long nowMs, long accepted) => new() { Name = "one", Role = "all", StartedMs = 0, AtMs = nowMs, Accepted = accepted };

    private sealed class Counting : IHealthSource
    {
        public long Accepted { get; set; }

        public ProcessHealth Tell(ProcessHealth health) => health with { Accepted = Accepted };
    }

    private sealed class StepClock : TimeProvider
    {
        private long _ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

        public void Step(TimeSpan by) => _ticks += by.Ticks;
    }
}
