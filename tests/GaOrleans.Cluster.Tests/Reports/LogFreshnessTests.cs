using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Reports;

public sealed class LogFreshnessTests
{
    private readonly long[] _freshTo = [1_000, 3_000];
    private readonly bool[] _silent = new bool[2];

    [Fact]
    public async Task Freshness_IsThatOfTheSlowestPartition_AndNothingBeforeAllHaveAnswered()
    {
        _silent[1] = true;
        await using LogFreshness freshness = Freshness();
        Assert.Equal(0, freshness.FreshToMs);
        await freshness.PollAsync();
        Assert.Equal(0, freshness.FreshToMs);
        _silent[1] = false;
        await freshness.PollAsync();
        Assert.Equal(1_000, freshness.FreshToMs);
        _freshTo[0] = 5_000;
        await freshness.PollAsync();
        Assert.Equal(3_000, freshness.FreshToMs);
    }

    [Fact]
    public async Task Freshness_StaysWhereItWas_WhenAPartitionDoesNotAnswer_OrItsNewOwnerKnowsLess()
    {
        await using LogFreshness freshness = Freshness();
        await freshness.PollAsync();
        _silent[0] = true;
        (_freshTo[0], _freshTo[1]) = (9_000, 9_000);
        await freshness.PollAsync();
        Assert.Equal(1_000, freshness.FreshToMs);
        _silent[0] = false;
        await freshness.PollAsync();
        _freshTo[0] = 0;
        await freshness.PollAsync();
        Assert.Equal(9_000, freshness.FreshToMs);
    }

    [Fact]
    public async Task Freshness_IsNeverInTheFuture()
    {
        (_freshTo[0], _freshTo[1]) = (long.MaxValue, long.MaxValue);
        await using LogFreshness freshness = Freshness();
        await freshness.PollAsync();
        Assert.InRange(freshness.FreshToMs, 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private LogFreshness Freshness() => new(2, AskAsync, TimeProvider.System, NullLogger.Instance);

    private ValueTask<PartitionStatus> AskAsync(int partition) =>
        _silent[partition] ? throw new TimeoutException("no answer") : new(new PartitionStatus(1, 0, 0, _freshTo[partition], 0, 0, 0, 0, null));
}
