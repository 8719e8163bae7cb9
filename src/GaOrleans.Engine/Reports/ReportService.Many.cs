using System.Runtime.CompilerServices;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports.Batches;

namespace GaOrleans.Engine.Reports;

// Several queries at once, as a dashboard asks them.
public sealed partial class ReportService
{
    /// <summary>Most queries of one batch.</summary>
    public const int MostQueries = 64;

    /// <summary>
    /// Answers several queries on a site, each as <see cref="AnswerAsync(Site, ReadOnlyMemory{byte}, CancellationToken)"/> would. What they have in common is
    /// read and derived once, and together they take one place among the reports that are computed. An error is one query's own.
    /// </summary>
    /// <param name="site">The site, found and its key checked by the caller.</param>
    /// <param name="queries">The queries, at most <see cref="MostQueries"/>. Their memory must stay as it is until all are answered.</param>
    /// <param name="ct">Ends the waiting; what nobody waits for any more is not begun.</param>
    /// <returns>The answers in the order of the queries.</returns>
    /// <exception cref="ArgumentException">There are too many queries.</exception>
    public async ValueTask<IReadOnlyList<ReportAnswer>> AnswerManyAsync(Site site, IReadOnlyList<ReadOnlyMemory<byte>> queries, CancellationToken ct) =>
        await Task.WhenAll(Begin(site, queries, ct));

    /// <summary>As <see cref="AnswerManyAsync"/>, each answer as soon as it is there: those known first, then about in the order of the queries.</summary>
    /// <exception cref="ArgumentException">There are too many queries.</exception>
    public async IAsyncEnumerable<NumberedAnswer> AnswerEachAsync(Site site, IReadOnlyList<ReadOnlyMemory<byte>> queries, [EnumeratorCancellation] CancellationToken ct)
    {
        Task<ReportAnswer>[] answers = Begin(site, queries, ct);
        var numbers = new Dictionary<Task, int>(answers.Length);
        for (int i = 0; i < answers.Length; i++) numbers.Add(answers[i], i);
        await foreach (Task<ReportAnswer> answer in Task.WhenEach(answers).WithCancellation(ct)) yield return new NumberedAnswer(numbers[answer], await answer);
    }

    private Task<ReportAnswer>[] Begin(Site site, IReadOnlyList<ReadOnlyMemory<byte>> queries, CancellationToken ct)
    {
        if (queries.Count > MostQueries) throw new ArgumentException($"cannot answer {queries.Count} queries at once: {MostQueries} are the most", nameof(queries));
        var batch = new ReportBatch(queries.Count, flights => _ = Task.Run(() => FlyTogetherAsync(flights, site), CancellationToken.None));
        var answers = new Task<ReportAnswer>[queries.Count];
        for (int i = 0; i < answers.Length; i++) answers[i] = AnswerInBatchAsync(site, queries[i], i, batch, ct);
        return answers;
    }

    private async Task<ReportAnswer> AnswerInBatchAsync(Site site, ReadOnlyMemory<byte> query, int number, ReportBatch batch, CancellationToken ct)
    {
        ReportFlight flight;
        CacheKey key;
        bool mayMiss;
        try
        {
            if (query.Length > QueryLimits.SizeBytes) return ReportAnswer.Error(400, QueryParser.Parse(query).Error!);
            key = CacheKey.Of(site.Id, ReportFormat.Json, query.Span);
            if (_cache.Find(key) is { } cached && await TryUseAsync(cached, site, query, ct) is { } used) return used;
            flight = _flights.Join(key, query.Span, out bool isOwn);
            mayMiss = !isOwn && flight.IsReading;
            if (isOwn) batch.Add(number, flight, key);
        }
        catch (IOException exception)
        {
            return Unreadable(exception);
        }
        finally
        {
            batch.Decided();
        }

        ReportAnswer answer;
        try
        {
            answer = await flight.Landed.WaitAsync(ct);
        }
        finally
        {
            _flights.Leave(flight);
        }

        // As for a single query: who joined a report that was already reading must not miss a hit acknowledged in between.
        return mayMiss && answer.Status == 200 ? await AnswerSlowlyAsync(site, query, key, stale: null, ct) : answer;
    }

    // Nobody's cancellation ends what is being counted, since others may have joined; the timeout does.
    private async Task FlyTogetherAsync(IReadOnlyList<BatchedFlight> flights, Site site)
    {
        Exception? fault = null;
        ReportAnswer answer = default;
        try
        {
            await Task.Run(() => ComputeTogetherAsync(flights, site), CancellationToken.None).WaitAsync(_limits.Timeout, _time);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            answer = TooLong();
        }
        catch (IOException exception)
        {
            answer = Unreadable(exception);
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        // Those that have landed keep their answers.
        foreach (BatchedFlight flight in flights)
        {
            _flights.Remove(flight.Key, flight.Flight);
            if (fault is null) flight.Flight.Land(answer);
            else flight.Flight.Fail(fault);
        }
    }

    private async Task ComputeTogetherAsync(IReadOnlyList<BatchedFlight> flights, Site site)
    {
        using var timeout = new CancellationTokenSource(_limits.Timeout, _time);
        var prepared = new List<(BatchedFlight Flight, PreparedQuery Query)>(flights.Count);
        foreach (BatchedFlight flight in flights)
        {
            if (PreparedQuery.Prepare(site, flight.Flight.Query, _configuration, out string? error) is { } query) prepared.Add((flight, query));
            else Land(flight, ReportAnswer.Error(400, error!));
        }

        if (prepared.Count == 0) return;
        if (!await _gate.TryEnterAsync(timeout.Token))
        {
            foreach ((BatchedFlight flight, _) in prepared) Land(flight, TooMany());
            return;
        }

        try
        {
            foreach ((BatchedFlight flight, _) in prepared) flight.Flight.BeginReading();
            await CountTogetherAsync(prepared, site, timeout.Token);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private async Task CountTogetherAsync(List<(BatchedFlight Flight, PreparedQuery Query)> prepared, Site site, CancellationToken ct)
    {
        var moment = new ReportMoment(_reader.FreshToMs, NowMs);
        long? firstHour = prepared.Exists(static asked => asked.Query.DependsOnFirstHour) ? await _reader.FirstHourAsync(site.Id, ct) : null;
        ZoneRules zone = ZoneOf(site);
        var ranges = new BatchRanges(_reader, _calculator, _limits, site.Id, zone);
        var queries = new List<BatchQuery>(prepared.Count);
        foreach ((BatchedFlight flight, PreparedQuery query) in prepared)
        {
            long? first = query.DependsOnFirstHour ? firstHour : null;
            if (ReportPlanner.Plan(query.Query, new PlanContext(zone, moment.NowMs, first * 1000, query.Goals), out string? error) is { } plan)
                queries.Add(new BatchQuery(flight, new PlannedQuery(site, flight.Flight.Query, flight.Key, query, plan, first), ranges));
            else
                Land(flight, ReportAnswer.Error(400, error!));
        }

        // Who clicks on waits for the next view, and should not wait for what nobody looks at any more.
        foreach (BatchQuery query in queries)
        {
            if (!_flights.TryGiveUp(query.Flight.Key, query.Flight.Flight)) await FinishAsync(query, moment, ct);
        }
    }

    // What cannot be read for one query may not matter to the next; a timeout ends all.
    private async Task FinishAsync(BatchQuery query, ReportMoment moment, CancellationToken ct)
    {
        try
        {
            Land(query.Flight, _completion.Complete(query.Asked, moment, await query.CountAsync(ct)));
        }
        catch (IOException exception)
        {
            Land(query.Flight, Unreadable(exception));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _flights.Remove(query.Flight.Key, query.Flight.Flight);
            query.Flight.Flight.Fail(exception);
        }
    }

    private void Land(BatchedFlight flight, ReportAnswer answer)
    {
        _flights.Remove(flight.Key, flight.Flight);
        flight.Flight.Land(answer);
    }
}
