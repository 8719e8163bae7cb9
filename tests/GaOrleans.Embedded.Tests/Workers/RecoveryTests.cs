using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;

namespace GaOrleans.Embedded.Tests.Workers;

public sealed class RecoveryTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ReadRecent_KeepsVisitorsOverMidnight_WhenTheProcessIsNew()
    {
        var time = new FixedTime(Midnight.AddMinutes(-5));
        await using var fixture = new EngineFixture(time: time);
        await fixture.SendAsync(At(Midnight.AddMinutes(-20), visitor: 11), At(Midnight.AddMinutes(-50), visitor: 13));
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.SendAsync(At(Midnight.AddMinutes(-5), visitor: 12));
        time.Now = Midnight.AddMinutes(5);
        await fixture.CrashAsync(start: false);
        fixture.Engine.Recover();
        var continuity = new VisitorContinuity();
        fixture.Engine.ReadRecent(TimeSpan.FromMinutes(35), (visitor, timeMs) => continuity.Learn(visitor, timeMs, timeMs));
        fixture.Engine.Start();
        long now = time.Now.ToUnixTimeMilliseconds();
        Assert.Equal(2, continuity.Count);
        Assert.Equal(11UL, continuity.Continue(now, now, own: 21, dayBefore: 11));
        Assert.Equal(12UL, continuity.Continue(now, now, own: 22, dayBefore: 12));
        Assert.Equal(23UL, continuity.Continue(now, now, own: 23, dayBefore: 13));
        Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(At(time.Now, visitor: 11))).Status);
    }

    [Fact]
    public async Task Start_SealsHours_WhenTheyEndedWhileNobodyWasThere()
    {
        var time = new FixedTime(Midnight);
        await using var fixture = new EngineFixture(time: time);
        await fixture.SendAsync(At(Midnight, visitor: 1));
        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(1, Unsealed(fixture));
        time.Now = Midnight.AddHours(3);
        await fixture.CrashAsync();
        Assert.True(fixture.Engine.Checkpoint());
        time.Now += TimeSpan.FromMinutes(1);
        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(0, Unsealed(fixture));
        Assert.Equal(1, await fixture.CountAsync());
    }

    private static int Unsealed(EngineFixture fixture)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(fixture.Data, "buckets.db")};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM buckets WHERE sealed = 0";
        return (int)(long)command.ExecuteScalar()!;
    }

    private static Hit At(DateTimeOffset time, ulong visitor)
    {
        long ms = time.ToUnixTimeMilliseconds();
        return EngineFixture.Hit(0, hour: ms / 3_600_000 * 3600) with { TimeMs = ms, Visitor = visitor };
    }
}
