using System.Text;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Oracle;
using GaOrleans.TestKit.Queries;

namespace GaOrleans.Embedded.Tests.Pipeline;

/// <summary>One history through the whole engine: delivered in some order and batching, with retries, checkpoints, restarts and crashes in between.</summary>
internal sealed class PipelineRun : IDisposable
{
    private readonly History _history;
    private readonly InMemoryConfigurationStore _configuration;
    private readonly Site _site;
    private readonly long _startMs;

    private PipelineRun(History history, InMemoryConfigurationStore configuration, Site site, long startMs) =>
        (_history, _configuration, _site, _startMs) = (history, configuration, site, startMs);

    private IReadOnlyList<Goal> Goals => QueryGenerator.Goals;

    public static async Task<PipelineRun> MakeAsync(int seed, Func<History, Random, IEnumerable<Hit>>? change = null)
    {
        History history = HistoryGenerator.Make(seed);
        if (change is not null) history = new History(history.Zone, [.. change(history, new Random(seed))]);
        (InMemoryConfigurationStore configuration, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", history.Zone.Id);
        foreach (Goal goal in QueryGenerator.Goals) await configuration.PutGoalAsync(site.Id, goal, CancellationToken.None);
        history = new History(history.Zone, [.. history.Arrivals.Select(hit => hit with { Site = site.Id })]);
        long start = history.Arrivals.Max(hit => hit.TimeMs) + new Random(seed).Next(3 * 24 * 3_600_000);
        return new PipelineRun(history, configuration, site, start);
    }

    /// <summary>Delivers everything, comparing answers with the oracle in between.</summary>
    /// <returns>What the queries of <paramref name="queries"/> answer at the end, and what is stored.</returns>
    public async Task<(List<string> Answers, IReadOnlyList<StoredBucket> Stored)> DeliverAsync(int seed, Func<long, IEnumerable<AskedQuery>> queries)
    {
        var random = new Random(seed);
        var clock = new SettableClock(_startMs);
        await using var node = new PipelineNode(_configuration, _site, clock, random);
        Hit[] hits = [.. _history.Arrivals];
        random.Shuffle(hits);
        for (int sent = 0; sent < hits.Length;)
        {
            int count = Math.Min(random.Next(1, random.Next(2, 20)), hits.Length - sent);
            await SendAsync(node, hits[sent..(sent + count)], random);
            sent += count;
            await InterruptAsync(node, clock, hits[..sent], random);
        }

        // The end is the same for all: the same moment, all hours sealed.
        clock.Advance(_startMs + (10 * 24 * 3_600_000L) - clock.NowMs);
        Assert.True(node.Engine.Checkpoint());
        clock.Advance(60_000);
        Assert.True(node.Engine.Checkpoint());
        var answers = new List<string>();
        foreach (AskedQuery query in queries(clock.NowMs)) answers.Add(await CheckAsync(node, query, _history));
        return (answers, await node.CloseAndReadAsync());
    }

    /// <summary>Compares answers where values are folded with those of an oracle that folds the same way, and their totals with those of all values.</summary>
    /// <returns>The number of answers with folded values.</returns>
    public async Task<int> CheckFoldedAsync(int seed, int count, BucketLimits limits)
    {
        var clock = new SettableClock(_startMs);
        await using var node = new PipelineNode(_configuration, _site, clock, new Random(seed), limits);
        await node.SendAsync(_history.Arrivals);
        if (seed % 2 == 0) await node.RestartAsync();
        var folded = new History(_history.Zone, OracleFolding.Fold(_history.Arrivals, limits));
        int others = 0;
        foreach (AskedQuery query in Queries(seed, count, clock.NowMs))
        {
            string answer = await CheckAsync(node, query, folded);
            bool shown = answer[..answer.IndexOf("\"meta\"", StringComparison.Ordinal)].Contains("(other)", StringComparison.Ordinal);
            Assert.True(!shown || answer.Contains("\"other_rows\":true", StringComparison.Ordinal), $"GA_SEED={seed} {query.ToJson()} {answer}");
            if (shown) others++;
            AskedQuery totals = query with { Metrics = ["visitors", "visits", "events", "pageviews"], Dimensions = [], Filters = [], Order = null };
            await CheckAsync(node, totals, _history);
        }

        return others;
    }

    public IEnumerable<AskedQuery> Queries(int seed, int count, long nowMs)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++) yield return QueryGenerator.Make(random, _history, nowMs);
    }

    public void Dispose() => _configuration.Dispose();

    // Beside hits that count there are dropped ones and those of another site.
    private async Task SendAsync(PipelineNode node, Hit[] batch, Random random)
    {
        var frame = new List<Hit>();
        foreach (Hit hit in batch)
        {
            frame.Add(hit);
            if (random.Next(5) == 0) frame.Add(hit with { Drop = DropReason.Bot, Page = "/bot" });
            if (random.Next(5) == 0) frame.Add(hit with { Site = hit.Site + 1 });
            if (hit.EventId != 0 && random.Next(3) == 0) frame.Add(hit);
        }

        Task sending = node.SendAsync(frame);
        // A client that is tired of waiting sends the same again before the answer comes.
        Hit[] again = [.. batch.Where(hit => hit.EventId != 0)];
        if (again.Length > 0 && random.Next(4) == 0) await node.SendAsync(again);
        await sending;
    }

    private async Task InterruptAsync(PipelineNode node, SettableClock clock, Hit[] sent, Random random)
    {
        if (random.Next(2) == 0) clock.Advance(random.Next(60_000));
        switch (random.Next(9))
        {
            case 0 or 1:
                Assert.True(node.Engine.Checkpoint());
                break;
            case 2:
                await node.RestartAsync();
                break;
            case 3:
                await node.AbandonAsync();
                break;
            case 4:
                Hit[] again = [.. sent.Where(hit => hit.EventId != 0 && random.Next(3) == 0)];
                if (again.Length > 0) await node.SendAsync(again);
                break;
            case 5 or 6:
                await CheckAsync(node, QueryGenerator.Make(random, _history, clock.NowMs), new History(_history.Zone, sent));
                break;
        }
    }

    private async Task<string> CheckAsync(PipelineNode node, AskedQuery query, History delivered)
    {
        // What "all" means depends on what has been delivered.
        if (query.RangeJson == "\"all\"" && delivered.Arrivals.Min(hit => hit.Hour) != _history.Arrivals.Min(hit => hit.Hour)) return "";
        ReadOnlyMemory<byte> answer = await node.AskAsync(query.ToJson());
        string expected = AnswerOracle.Rows(query, delivered.Counted, _history.Zone, Goals), actual = AnswerText.Of(answer);
        Assert.True(expected == actual, $"{_history.Zone.Id} now {node.NowMs} {query.ToJson()}\noracle\n{expected}\nservice\n{actual}");
        return WithoutStamp(answer);
    }

    private static string WithoutStamp(ReadOnlyMemory<byte> answer)
    {
        const string Name = "\"fresh_to\":\"";
        string text = Encoding.UTF8.GetString(answer.Span);
        int from = text.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return text.Remove(from, text.IndexOf('"', from) - from);
    }
}
