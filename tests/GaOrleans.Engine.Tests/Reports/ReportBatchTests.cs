using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution.Tables;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Batches;

namespace GaOrleans.Engine.Tests.Reports;

public sealed class ReportBatchTests : ReportServiceFixture
{
    private static readonly string[] Dashboard =
    [
        """{"metrics":["visitors","visits","pageviews","views_per_visit","bounce_rate","visit_duration"],"date_range":"7d","include":{"comparisons":{"mode":"previous_period"}}}""",
        """{"metrics":["visitors"],"date_range":"7d","dimensions":["time:day"],"include":{"comparisons":{"mode":"previous_period"}}}""",
        """{"metrics":["visitors"],"date_range":"7d","dimensions":["visit:source"],"pagination":{"limit":10}}""",
        """{"metrics":["visitors","pageviews"],"date_range":"7d","dimensions":["event:page"],"pagination":{"limit":10}}""",
        """{"metrics":["visitors","events"],"date_range":"7d","dimensions":["event:goal"]}""",
    ];

    [Fact]
    public async Task Batch_AnswersWhatSingleQueriesAnswer_WhateverTheQueries()
    {
        const int seed = 815, batches = 300;
        await _store.PutGoalAsync(_site.Id, new Goal(0, "Visit /a", null, "/a", null, new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        await _store.PutGoalAsync(_site.Id, new Goal(0, "Buy", "Buy", null, "EUR", new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        AddHits();
        var random = new Random(seed);
        int answered = 0;
        for (int round = 0; round < batches; round++)
        {
            // Few rows at once make the day by day way the usual one.
            var limits = new ReportLimits { ExactRows = random.Next(3) == 0 ? 20 : 1_000_000, MaxRunning = 1, MaxWaiting = 0 };
            using ReportService single = Service(limits);
            using var batched = new ReportService(_reader, _store, _clock, limits, new CoreCalculator(new VisitTables(long.MaxValue / 2, fewestRows: 0)));
            ReadOnlyMemory<byte>[] queries = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Bytes(random.Next(4) == 0 ? Dashboard[random.Next(Dashboard.Length)] : RandomQueries.Make(random)))];
            IReadOnlyList<ReportAnswer> answers = await batched.AnswerManyAsync(_site, queries, CancellationToken.None);
            for (int i = 0; i < queries.Length; i++)
            {
                ReportAnswer expected = await single.AnswerAsync(_site, queries[i], CancellationToken.None);
                Assert.True(Text(expected) == Text(answers[i]), $"seed {seed}, round {round}: {Encoding.UTF8.GetString(queries[i].Span)}\n{Text(expected)}\n{Text(answers[i])}");
                if (expected.Status == 200) answered++;
            }

            Assert.Equal(single.CachedBytes, batched.CachedBytes);
        }

        Assert.InRange(answered, batches, batches * 8);
    }

    [Fact]
    public async Task Batch_ReadsARangeOnce()
    {
        AddHits();
        using ReportService service = Service();
        await Ask(service, Dashboard[2]);
        int alone = _reader.Reads;
        using ReportService other = Service();
        await other.AnswerManyAsync(_site, [Bytes(Dashboard[2]), Bytes(Dashboard[3]), Bytes(Dashboard[4])], CancellationToken.None);
        Assert.Equal(alone, _reader.Reads - alone);
    }

    [Fact]
    public async Task Batch_IsAnsweredFromMemory_UntilAHitComes()
    {
        AddHits();
        using ReportService service = Service();
        ReadOnlyMemory<byte>[] queries = [.. Dashboard.Select(Bytes)];
        IReadOnlyList<ReportAnswer> first = await service.AnswerManyAsync(_site, queries, CancellationToken.None);
        int reads = _reader.Reads;
        Assert.Equal(first.Select(Text), (await service.AnswerManyAsync(_site, queries, CancellationToken.None)).Select(Text));
        foreach (ReadOnlyMemory<byte> query in queries) await service.AnswerAsync(_site, query, CancellationToken.None);
        Assert.Equal(reads, _reader.Reads);
        _reader.Add("2026-09-08T20:00:00Z", 99, "/new");
        IReadOnlyList<ReportAnswer> second = await service.AnswerManyAsync(_site, queries, CancellationToken.None);
        Assert.NotEqual(Text(first[3]), Text(second[3]));
        Assert.Contains("/new", Text(second[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_TakesOnePlace_AndOneBadQuerySinksNoOther()
    {
        AddHits();
        using ReportService service = Service(new ReportLimits { MaxRunning = 1, MaxWaiting = 0 });
        IReadOnlyList<ReportAnswer> answers = await service.AnswerManyAsync(_site, [Bytes("{"), Bytes(Today), Bytes(Dashboard[0]), Bytes(Today)], CancellationToken.None);
        Assert.Equal([400, 200, 200, 200], answers.Select(answer => answer.Status));
        Assert.Equal(Text(answers[1]), Text(answers[3]));
    }

    [Fact]
    public async Task Batch_Answers503ToAll_WhenItTakesTooLong()
    {
        AddHits();
        var release = new TaskCompletionSource();
        _reader.AfterReading = () => release.Task;
        using ReportService service = Service(new ReportLimits { Timeout = TimeSpan.FromMilliseconds(50) });
        IReadOnlyList<ReportAnswer> answers = await service.AnswerManyAsync(_site, [.. Dashboard.Select(Bytes)], CancellationToken.None);
        release.SetResult();
        Assert.All(answers, answer => Assert.Equal(503, answer.Status));
    }

    [Fact]
    public async Task Batch_GivesAnswersOneByOne_EachOnce()
    {
        AddHits();
        using ReportService service = Service();
        ReadOnlyMemory<byte>[] queries = [.. Dashboard.Select(Bytes)];
        var numbers = new List<int>();
        await foreach (NumberedAnswer answer in service.AnswerEachAsync(_site, queries, CancellationToken.None))
        {
            Assert.Equal(Text(await service.AnswerAsync(_site, queries[answer.Number], CancellationToken.None)), Text(answer.Answer));
            numbers.Add(answer.Number);
        }

        Assert.Equal(Enumerable.Range(0, queries.Length), numbers.Order());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Batch_CountsNoFurther_WhenNobodyWaits(bool hasAnother, int expected)
    {
        AddHits();
        var reached = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _reader.AfterReading = () =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        using ReportService service = Service(new ReportLimits { MaxRunning = 1 });
        using var leaving = new CancellationTokenSource();
        ValueTask<IReadOnlyList<ReportAnswer>> left = service.AnswerManyAsync(_site, [.. Dashboard.Select(Bytes)], leaving.Token);
        await reached.Task;
        ValueTask<ReportAnswer> other = hasAnother ? service.AnswerAsync(_site, Bytes(Dashboard[3]), CancellationToken.None) : default;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await left);
        release.SetResult();
        if (hasAnother) Assert.Equal(200, (await other).Status);

        // It waits for the one place, and so for the end of the others.
        Assert.Equal(200, (await Ask(service, Today)).Status);
        int known = 0;
        foreach (string query in Dashboard)
        {
            int reads = _reader.Reads;
            await Ask(service, query);
            if (_reader.Reads == reads) known++;
        }

        Assert.Equal(expected, known);
    }

    [Fact]
    public async Task Batch_IsRefused_WhenItHasTooManyQueries()
    {
        using ReportService service = Service();
        ReadOnlyMemory<byte>[] queries = [.. Enumerable.Repeat(Bytes(Today), ReportService.MostQueries + 1)];
        await Assert.ThrowsAsync<ArgumentException>(async () => await service.AnswerManyAsync(_site, queries, CancellationToken.None));
    }

    private static ReadOnlyMemory<byte> Bytes(string query) => Encoding.UTF8.GetBytes(query);

    private static string Text(ReportAnswer answer) => $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}";

    private void AddHits()
    {
        for (int i = 0; i < 80; i++)
        {
            string time = DateTimeOffset.Parse("2026-09-07T20:00:00Z").AddMinutes(i * 37).ToString("O");
            _reader.Add(time, (ulong)(i % 9) + 1, i % 3 == 0 ? "/a" : "/", i % 5 == 0 ? "Buy" : "pageview", i % 4 == 0 ? "Google" : "", i % 5 == 0 ? new Revenue(i * 100, "EUR") : null);
        }
    }
}
