using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Quotas;
using GaOrleans.Engine.Tests.Reports;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Engine.Tests.Quotas;

/// <summary>Hits a month: counted over processes and restarts, refused beyond the quota, and taken again when it is raised.</summary>
public sealed class HitQuotasTests
{
    private const int Merchant = 300;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ManualClock _clock = new("2026-06-15T12:00:00Z");
    private readonly InMemoryRecordStore _records = new();

    private MerchantPlans Plans => new(_records);

    [Fact]
    public async Task Hits_AreRefused_WhenTheQuotaIsUsedUp_AndTakenAgain_WhenItIsRaised()
    {
        await SetAsync(10);
        HitQuotas quotas = Process();
        await SendAsync(quotas, 9);
        Assert.False(quotas.Of(Merchant).IsUsedUp);
        await SendAsync(quotas, 1);
        Assert.True(quotas.Of(Merchant).IsUsedUp);
        MonthlyHits month = await quotas.ReadAsync(Merchant, None);
        Assert.Equal(new MonthlyHits("2026-06", 10, 10), month);
        Assert.True(month.IsUsedUp);
        await SetAsync(20);
        quotas.Of(Merchant).Refuse();
        await TurnAsync(quotas, (int)HitQuotas.QuotaHolds.TotalSeconds);
        Assert.False(quotas.Of(Merchant).IsUsedUp);
    }

    [Fact]
    public async Task Quota_IsThatOfTheService_UnlessThePlanSaysOtherwise_AndNoneIsAnyNumber()
    {
        HitQuotas quotas = Process();
        await SendAsync(quotas, 1000);
        Assert.False(quotas.Of(Merchant).IsUsedUp);
        Assert.Null((await quotas.ReadAsync(Merchant, None)).Quota);
        Assert.NotNull(await new ServiceSettings(_records).PutAsync(new ServiceValues { DefaultMonthlyHits = 1000 }, None));
        await TurnAsync(quotas, (int)HitQuotas.LongestUntold.TotalSeconds);
        await SendAsync(quotas, 1);
        Assert.True(quotas.Of(Merchant).IsUsedUp);
        await SetAsync(2000);
        Assert.True((await quotas.ReadAsync(Merchant, None)) is { Used: 1001, Quota: 2000, IsUsedUp: false, IsNearlyUsedUp: false });
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public void Month_IsNearlyUsedUp_FromFourFifthsOn(long used, bool nearly) => Assert.Equal(nearly, new MonthlyHits("2026-06", used, 100).IsNearlyUsedUp);

    [Fact]
    public async Task Restart_RemembersWhatWasTold_AndAnOrderlyEndTellsAll()
    {
        await SetAsync(1000);
        HitQuotas first = Process();
        await SendAsync(first, 700);
        await SendAsync(first, 1);
        await first.TellAllAsync(None);
        HitQuotas second = Process();
        Assert.Equal(701, (await second.ReadAsync(Merchant, None)).Used);
        await SendAsync(second, 299);
        Assert.True(second.Of(Merchant).IsUsedUp);
    }

    [Fact]
    public async Task Death_ForgetsLittle_NearTheQuota_AndAMinuteFarFromIt()
    {
        await SetAsync(1_000_000);
        HitQuotas process = Process();
        // The first hits are told at once, as it is not known how many others took.
        await SendAsync(process, 100);
        Assert.Equal(100, (await Process().ReadAsync(Merchant, None)).Used);
        await SendAsync(process, 100);
        Assert.Equal(100, (await Process().ReadAsync(Merchant, None)).Used);
        await TurnAsync(process, (int)HitQuotas.LongestUntold.TotalSeconds);
        Assert.Equal(200, (await Process().ReadAsync(Merchant, None)).Used);
        await SendAsync(process, 990_000);
        await SendAsync(process, 300);
        Assert.Equal(990_500, (await Process().ReadAsync(Merchant, None)).Used);
    }

    [Fact]
    public async Task Processes_KnowOfEachOther_AndNoHitIsCountedTwice()
    {
        await SetAsync(100);
        HitQuotas one = Process(), other = Process();
        for (int i = 0; i < 10; i++)
        {
            one.Of(Merchant).Add(4);
            other.Of(Merchant).Add(5);
            one.Of(Merchant + 1).Add(1);
            await TurnAsync(one, 1);
            await TurnAsync(other, 0);
        }

        Assert.Equal(90, (await one.ReadAsync(Merchant, None)).Used);
        one.Of(Merchant).Add(10);
        await TurnAsync(one, 1);
        Assert.True(one.Of(Merchant).IsUsedUp);
        Assert.False(other.Of(Merchant).IsUsedUp);
        // The other learns of it with its next hit.
        await SendAsync(other, 1);
        Assert.True(other.Of(Merchant).IsUsedUp);
        await one.TellAllAsync(None);
        Assert.Equal((101, 10), ((await other.ReadAsync(Merchant, None)).Used, (await other.ReadAsync(Merchant + 1, None)).Used));
    }

    [Fact]
    public async Task Month_BeginsAnew_AtItsFirstSecondInUtc()
    {
        _clock.Advance(new DateTime(2026, 6, 30, 23, 59, 50, DateTimeKind.Utc) - _clock.GetUtcNow().UtcDateTime);
        await SetAsync(5);
        HitQuotas quotas = Process();
        await SendAsync(quotas, 5);
        Assert.True(quotas.Of(Merchant).IsUsedUp);
        Assert.InRange(quotas.RetryAfterSeconds, 1, 10);
        await TurnAsync(quotas, 10);
        Assert.False(quotas.Of(Merchant).IsUsedUp);
        Assert.Equal(new MonthlyHits("2026-07", 0, 5), await quotas.ReadAsync(Merchant, None));
        Assert.Equal(3600, quotas.RetryAfterSeconds);
    }

    [Fact]
    public async Task RecordsOutOfReach_RefuseNothing_AndLoseNothing()
    {
        await SetAsync(10);
        HitQuotas quotas = Process();
        _records.Changing = (_, _) => throw new IOException("gone");
        quotas.Of(Merchant).Add(50);
        await Assert.ThrowsAsync<IOException>(async () => await TurnAsync(quotas, 1));
        Assert.False(quotas.Of(Merchant).IsUsedUp);
        _records.Changing = null;
        await TurnAsync(quotas, 1);
        Assert.True(quotas.Of(Merchant).IsUsedUp);
        Assert.Equal(50, (await Process().ReadAsync(Merchant, None)).Used);
    }

    [Fact]
    public async Task Counting_IsExact_FromManyThreads()
    {
        HitQuotas quotas = Process();
        Task[] senders = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++) quotas.Of(Merchant + (i % 3)).Add(1);
        }))];
        // The clock stands: no sender is stopped between finding a merchant and adding to it for so long that it is forgotten twice over.
        while (!Task.WhenAll(senders).IsCompleted) await TurnAsync(quotas, 0);
        await quotas.TellAllAsync(None);
        long sum = 0;
        for (int i = 0; i < 3; i++) sum += (await Process().ReadAsync(Merchant + i, None)).Used;
        Assert.Equal(40_000, sum);
    }

    [Fact]
    public async Task HitsThatComeWhileTheirMerchantIsForgotten_AreCounted()
    {
        HitQuotas quotas = Process();
        MerchantHits found = quotas.Of(Merchant);
        await SendAsync(quotas, 5);
        await TurnAsync(quotas, (int)HitQuotas.LongestUntold.TotalSeconds);
        await TurnAsync(quotas, 3600);
        Assert.NotSame(found, quotas.Of(Merchant));
        found.Add(7);
        await TurnAsync(quotas, 1);
        Assert.Equal(12, (await quotas.ReadAsync(Merchant, None)).Used);
    }

    private HitQuotas Process() => new(_records, Plans, new ServiceSettings(_records), _clock);

    private async Task SetAsync(long hits)
    {
        MerchantPlan plan = await Plans.OfAsync(Merchant, None);
        Assert.NotNull(await Plans.PutAsync(Merchant, plan with { MonthlyHits = hits }, None));
    }

    private async Task SendAsync(HitQuotas quotas, int hits)
    {
        quotas.Of(Merchant).Add(hits);
        await TurnAsync(quotas, 1);
    }

    private async Task TurnAsync(HitQuotas quotas, int afterSeconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(afterSeconds));
        await quotas.TurnAsync(None);
    }
}
