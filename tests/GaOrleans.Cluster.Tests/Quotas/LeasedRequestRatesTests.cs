using System.Diagnostics;
using GaOrleans.Cluster.Quotas;
using GaOrleans.Cluster.Tests.Merchants;
using GaOrleans.Engine.Quotas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Quotas;

public sealed class LeasedRequestRatesTests(ConfigurationCluster cluster) : IClassFixture<ConfigurationCluster>
{
    private const int MostWindows = 10, WindowSeconds = 2;

    [Fact]
    public async Task Limit_HoldsOverAllSilos_InTheLongRun()
    {
        var limit = new RateLimit(100, 20);
        IRequestRates[] silos = [On(0, limit), On(1, limit)];
        await TakesAsync(limit, number => silos[number % 2].TryTake(1));
    }

    [Fact]
    public async Task OneSilo_MayUseTheWholeLimit_WhenTheOtherDoesNot()
    {
        var limit = new RateLimit(200, 20);
        IRequestRates busy = On(0, limit);
        await Eventually.HoldsAsync(() =>
        {
            busy.TryTake(2);
            return Task.FromResult(cluster.Cluster.TryGetGrainContext(cluster.Cluster.Client.GetGrain<IQuotaGrain>(2).GetGrainId(), out _));
        }, "the key's grain is awake");
        await TakesAsync(limit, _ => busy.TryTake(2));
    }

    [Fact]
    public async Task Take_AllocatesNothing_WhileThereIsALease()
    {
        IRequestRates rates = On(0, new RateLimit(1_000_000, 1_000_000));
        await Eventually.HoldsAsync(() =>
        {
            // A lease that came lets many be taken.
            for (int i = 0; i < 100; i++) rates.TryTake(3);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool all = true;
            for (int i = 0; i < 1_000; i++) all &= rates.TryTake(3);
            return Task.FromResult(all && GC.GetAllocatedBytesForCurrentThread() == before);
        }, "a thousand tokens are taken without allocating");
    }

    [Fact]
    public void Share_Decides_WhenTheGrainDoesNotAnswer()
    {
        var clock = new SteppedTime();
        var rates = new LeasedRequestRates(
            new NoGrains(), cluster.Services(0).GetRequiredService<ISiloStatusOracle>(), new RateLimit(20, 40), clock, NullLogger<LeasedRequestRates>.Instance);
        int first = Taken(rates, 100);
        clock.Now += TimeSpan.FromSeconds(1);

        // The first asking counts the silos, the whole burst being there before; afterwards each of the two silos has its half.
        Assert.InRange(first, 20, 40);
        Assert.Equal(10, Taken(rates, 100));
    }

    [Fact]
    public async Task Grain_ChargesWhatWasSpentBefore()
    {
        IQuotaGrain grain = cluster.Cluster.Client.GetGrain<IQuotaGrain>(5);

        Assert.Equal(4, (await grain.TakeAsync(0, 4, 0.001, 10)).Granted);
        Assert.Equal(1, (await grain.TakeAsync(5, 4, 0.001, 10)).Granted);
        RateLease refused = await grain.TakeAsync(3, 4, 0.001, 10);

        Assert.Equal(0, refused.Granted);
        Assert.Equal(1_000, refused.WaitMs);
    }

    // Never more than the limit; and most of it in some window of time, since a machine that is short of processors lets whole seconds pass between two tries.
    private static async Task TakesAsync(RateLimit limit, Func<int, bool> take)
    {
        long started = Stopwatch.GetTimestamp();
        int all = 0;
        double best = 0;
        for (int window = 0; window < MostWindows && best < 0.6; window++)
        {
            long begun = Stopwatch.GetTimestamp();
            int taken = 0;
            while (Stopwatch.GetElapsedTime(begun).TotalSeconds < WindowSeconds)
            {
                for (int number = 0; number < 10; number++) taken += take(number) ? 1 : 0;
                await Task.Delay(1);
            }

            all += taken;
            best = Math.Max(best, taken / (limit.PerSecond * Stopwatch.GetElapsedTime(begun).TotalSeconds));
        }

        Assert.True(best >= 0.6, $"at most {best:P0} of the limit were given");
        Assert.InRange(all, 1, (limit.PerSecond * Stopwatch.GetElapsedTime(started).TotalSeconds) + (3 * limit.Burst));
    }

    private static int Taken(IRequestRates rates, int tries) => Enumerable.Range(0, tries).Count(_ => rates.TryTake(7));

    private IRequestRates On(int silo, RateLimit limit)
    {
        IServiceProvider services = cluster.Services(silo);
        return new LeasedRequestRates(
            services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<ISiloStatusOracle>(), limit, TimeProvider.System, NullLogger<LeasedRequestRates>.Instance);
    }

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(100);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
