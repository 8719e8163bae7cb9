using GaOrleans.Cluster.Reports;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Oracle;
using GaOrleans.TestKit.Queries;

namespace GaOrleans.Cluster.Tests.Reports;

/// <summary>Collectors split a site as each of them sees it and change their minds, so the hits of a visitor may lie in any shards. Reports must not show it.</summary>
public sealed class SplitVisitorTests : IFreshness
{
    private const int Seeds = 60, Steps = 3, QueriesAStep = 3;

    public long FreshToMs => 0;

    [Fact]
    public async Task Reports_SayWhatTheOracleSays_HoweverTheHitsOfVisitorsAreSpreadAmongShards()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            History history = HistoryGenerator.Make(seed);
            var random = new Random(seed);
            (InMemoryConfigurationStore configuration, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", history.Zone.Id);
            using InMemoryConfigurationStore disposed = configuration;
            foreach (Goal goal in QueryGenerator.Goals) await configuration.PutGoalAsync(site.Id, goal, CancellationToken.None);
            Hit[] hits = [.. history.Arrivals.Select(hit => hit with { Site = site.Id, Shard = random.Next(4) })];
            await CheckAsync(seed, new History(history.Zone, hits), configuration, site, random);
        }
    }

    private async Task CheckAsync(int seed, History history, InMemoryConfigurationStore configuration, Site site, Random random)
    {
        var sources = new FakeSources();
        var reader = new ClusterBucketReader(sources, this, new ReaderLimits(), BucketLimits.Default, TimeProvider.System);
        var clock = new FixedClock(history.Arrivals.Max(hit => hit.TimeMs) + random.Next(3_600_000));
        using var service = new ReportService(reader, configuration, clock, new ReportLimits(), new CoreCalculator());
        for (int step = 1, sent = 0; step <= Steps; step++)
        {
            int to = history.Arrivals.Count * step / Steps;
            sources.Add([.. history.Arrivals.Skip(sent).Take(to - sent)]);
            sent = to;
            var delivered = new History(history.Zone, [.. history.Arrivals.Take(sent)]);
            foreach (BucketKey key in delivered.Arrivals.Select(hit => new BucketKey(hit.Site, hit.Hour, hit.Shard)).Distinct().Where(_ => random.Next(3) == 0)) sources.Seal(key, inBlob: random.Next(2) == 0);
            for (int i = 0; sent > 0 && i < QueriesAStep; i++)
            {
                AskedQuery query = QueryGenerator.Make(random, history, clock.NowMs);
                if (query.RangeJson == "\"all\"" && delivered.Arrivals.Min(hit => hit.Hour) != history.Arrivals.Min(hit => hit.Hour)) continue;
                ReportAnswer answer = await service.AnswerAsync(site, System.Text.Encoding.UTF8.GetBytes(query.ToJson()), CancellationToken.None);
                string expected = AnswerOracle.Rows(query, delivered.Counted, history.Zone, QueryGenerator.Goals);
                Assert.Equal(200, answer.Status);
                string actual = AnswerText.Of(answer.Body);
                Assert.True(expected == actual, $"seed {seed} {history.Zone.Id} {query.ToJson()}\noracle\n{expected}\nservice\n{actual}");
            }
        }
    }

    private sealed class FixedClock(long nowMs) : TimeProvider
    {
        public long NowMs => nowMs;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(nowMs);
    }
}
