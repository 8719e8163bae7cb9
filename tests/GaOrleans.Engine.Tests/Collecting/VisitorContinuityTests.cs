using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Visits;
using GaOrleans.Engine.Collecting;

namespace GaOrleans.Engine.Tests.Collecting;

public class VisitorContinuityTests
{
    private const long Minute = 60_000, Midnight = 20_000 * VisitorIds.DayMs;

    [Theory]
    [InlineData(-30, 0, true)]
    [InlineData(-1, 29, true)]
    [InlineData(-1, 30, false)]
    [InlineData(-31, -1, true)]
    [InlineData(-20, 20, false)]
    public void Continue_KeepsTheId_WhenThePauseIsNoLongerThanAVisitAllows(int first, int second, bool kept)
    {
        var continuity = new VisitorContinuity();
        ulong before = Hit(continuity, 1, Midnight + (first * Minute)), after = Hit(continuity, 1, Midnight + (second * Minute));
        Assert.Equal(kept, before == after);
    }

    [Fact]
    public void Continue_GivesTheIdsOfTheDefinition_ForRandomVisitsOverManyDays()
    {
        var random = new Random(7);
        var continuity = new VisitorContinuity();
        var last = new Dictionary<int, (long Time, ulong Id)>();
        int keptOverMidnight = 0;
        long time = Midnight - VisitorIds.DayMs;
        for (int i = 0; i < 200_000; i++)
        {
            // Eight days of visitors, some busy, whose pauses lie around half an hour.
            time += random.Next(6912);
            int visitor = random.Next(random.Next(3) == 0 ? 3 : 600);
            bool goesOn = last.TryGetValue(visitor, out (long Time, ulong Id) previous) && time - previous.Time <= VisitRules.IdleTimeoutMs;
            ulong expected = goesOn ? previous.Id : OwnId(visitor, VisitorIds.DayOf(time));
            ulong actual = Hit(continuity, visitor, time);
            Assert.True(expected == actual, $"hit {i} of visitor {visitor}");
            if (goesOn && VisitorIds.DayOf(previous.Time) != VisitorIds.DayOf(time)) keptOverMidnight++;
            last[visitor] = (time, actual);
        }

        Assert.True(keptOverMidnight > 100, $"only {keptOverMidnight}");
    }

    [Fact]
    public void Learn_RestoresWhatARestartForgot()
    {
        var first = new VisitorContinuity();
        long[] times = [Midnight - (10 * Minute), Midnight + (5 * Minute)];
        ulong[] ids = [.. times.Select(time => Hit(first, 1, time))];
        var second = new VisitorContinuity();
        for (int i = 0; i < times.Length; i++) second.Learn(ids[i], times[i], times[i]);
        Assert.Equal(ids[0], Hit(second, 1, Midnight + (30 * Minute)));
        Assert.NotEqual(ids[0], Hit(new VisitorContinuity(), 1, Midnight + (30 * Minute)));
    }

    [Fact]
    public void Count_NeverExceedsTheCapacity_AndFallsToZeroAfterTheNight()
    {
        var continuity = new VisitorContinuity(6400);
        for (int visitor = 0; visitor < 100_000; visitor++) Hit(continuity, visitor, Midnight - Minute);
        Assert.InRange(continuity.Count, 6000, 6400);
        for (int visitor = 0; visitor < 100_000; visitor++) Hit(continuity, visitor, Midnight + (180 * Minute));
        Assert.True(continuity.IsEmpty);
        Assert.False(continuity.Concerns(Midnight + (181 * Minute)));
    }

    [Fact]
    public async Task Continue_LosesNobody_OnManyThreads()
    {
        var continuity = new VisitorContinuity();
        await Parallel.ForAsync(0, 4, (worker, _) =>
        {
            for (int visitor = worker; visitor < 40_000; visitor += 4)
            {
                ulong before = Hit(continuity, visitor, Midnight - Minute);
                Assert.Equal(before, Hit(continuity, visitor, Midnight + Minute));
            }

            return ValueTask.CompletedTask;
        });
        Assert.Equal(40_000, continuity.Count);
    }

    private static ulong Hit(VisitorContinuity continuity, int visitor, long time)
    {
        long day = VisitorIds.DayOf(time);
        ulong own = OwnId(visitor, day);
        return continuity.Concerns(time) ? continuity.Continue(time, time, own, OwnId(visitor, day - 1)) : own;
    }

    private static ulong OwnId(int visitor, long day) => Core.Encoding.Hash64.Mix(((ulong)day << 20) + (ulong)visitor + 1);
}
