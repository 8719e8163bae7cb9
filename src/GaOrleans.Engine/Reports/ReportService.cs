using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Engine.Reports;

/// <summary>
/// Answers report queries. What has not changed is answered from memory; the rest is computed off the caller's thread,
/// a bounded number at a time, each query once however many ask for it. Safe for concurrent use.
/// </summary>
public sealed partial class ReportService : IDisposable
{
    private const int JoinAttempts = 3;
    private const int RetrySeconds = 2;
    private const int FirstYear = 1970;
    private const int EndYear = 2200;

    private readonly IBucketReader _reader;
    private readonly IConfigurationStore _configuration;
    private readonly TimeProvider _time;
    private readonly ReportLimits _limits;
    private readonly IReportCalculator _calculator;
    private readonly ReportCache _cache;
    private readonly ReportCompletion _completion;
    private readonly ReportGate _gate;
    private readonly ReportFlights _flights = new();
    private readonly ILogger _log;

    /// <summary>Makes the service.</summary>
    /// <param name="reader">Where views come from.</param>
    /// <param name="configuration">Goals and segments.</param>
    /// <param name="time">The clock.</param>
    /// <param name="limits">What reports may cost; validated here.</param>
    /// <param name="calculator">Counts.</param>
    /// <param name="log">Told why stored hits could not be read; whoever asked is not, since it names files of the service.</param>
    public ReportService(IBucketReader reader, IConfigurationStore configuration, TimeProvider time, ReportLimits limits, IReportCalculator calculator, ILogger<ReportService>? log = null)
    {
        limits.Validate();
        _log = log ?? NullLogger<ReportService>.Instance;
        (_reader, _configuration, _time, _limits, _calculator) = (reader, configuration, time, limits, calculator);
        _cache = new ReportCache(limits.CacheBytes);
        _completion = new ReportCompletion(_cache, limits);
        _gate = new ReportGate(limits.MaxRunning, limits.MaxWaiting);
    }

    /// <summary>Memory of cached answers.</summary>
    public long CachedBytes => _cache.SizeBytes;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Answers a query (API.md, Reports) on a site that the caller has found and checked the key for.
    /// A query that names no site is about this one; one that names another is refused.
    /// </summary>
    public ValueTask<ReportAnswer> AnswerAsync(Site site, ReadOnlyMemory<byte> queryJson, CancellationToken ct) =>
        AnswerAsync(site, queryJson, ReportFormat.Json, ct);

    /// <summary>As <see cref="AnswerAsync(Site, ReadOnlyMemory{byte}, CancellationToken)"/>, in a format.</summary>
    public ValueTask<ReportAnswer> AnswerAsync(Site site, ReadOnlyMemory<byte> queryJson, ReportFormat format, CancellationToken ct) =>
        AnswerAsync(site, queryJson, format, journey: null, ct);

    /// <summary>Visitors with a hit in the last five minutes.</summary>
    /// <exception cref="IOException">Stored buckets cannot be read.</exception>
    public ValueTask<int> LiveVisitorsAsync(Site site, CancellationToken ct) => LiveVisitors.CountAsync(_reader, ZoneOf(site), site.Id, NowMs, ct);

    /// <summary>Start of the first hour of a site that holds a hit, milliseconds since 1970 UTC; null when there is none.</summary>
    /// <exception cref="IOException">Stored buckets cannot be read.</exception>
    public async ValueTask<long?> FirstHourMsAsync(Site site, CancellationToken ct) => await _reader.FirstHourAsync(site.Id, ct) * 1000;

    /// <summary>Writes the hits of whole local days as CSV, in order of time within each hour; memory is bounded by the busiest hour of the site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day, at most <see cref="ReportLimits.ExportDays"/> from the first.</param>
    /// <param name="output">Where to write; it is flushed but not closed.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">Stored buckets cannot be read, or the output cannot be written.</exception>
    /// <returns>What is wrong with the days, in which case nothing was written; else null.</returns>
    public async ValueTask<string?> ExportAsync(Site site, DateOnly first, DateOnly last, Stream output, CancellationToken ct)
    {
        if (last < first) return "The last day is before the first.";
        if (first.Year < FirstYear || last.Year >= EndYear) return $"The days must lie between {FirstYear} and {EndYear}.";
        if (last.DayNumber - first.DayNumber >= _limits.ExportDays) return $"An export can cover at most {_limits.ExportDays} days.";
        await new HitExport(_reader, ZoneOf(site), site.Id).WriteAsync(first, last, output, ct);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private ValueTask<ReportAnswer> AnswerAsync(Site site, ReadOnlyMemory<byte> queryJson, ReportFormat format, JourneyKind? journey, CancellationToken ct)
    {
        if (queryJson.Length > QueryLimits.SizeBytes) return new(ReportAnswer.Error(400, QueryParser.Parse(queryJson).Error!));
        CacheKey key = CacheKey.Of(site.Id, format, queryJson.Span, journey);
        CachedReport? cached = _cache.Find(key);
        if (cached is null || cached.DependsOnFirstHour || !cached.Answers(site, queryJson.Span)) return AnswerSlowlyAsync(site, queryJson, key, stale: null, ct);
        try
        {
            // The instant of freshness is read before the versions: what was acknowledged before it is in the versions compared.
            long fresh = _reader.FreshToMs, now = NowMs;
            ValueTask<bool> current = cached.IsCurrentAsync(_reader, _configuration.Version, now, ct);
            if (!current.IsCompletedSuccessfully) return AnswerWhenKnownAsync(current, cached, fresh, now, site, queryJson, key, ct);
            return current.Result ? new(Used(cached, fresh, now)) : AnswerSlowlyAsync(site, queryJson, key, cached, ct);
        }
        catch (IOException exception)
        {
            return new(Unreadable(exception));
        }
    }

    private ReportAnswer Unreadable(IOException exception)
    {
        LogUnreadable(exception);
        return ReportAnswer.Error(503, "Stored hits cannot be read at the moment. Please try again.", RetrySeconds);
    }

    [LoggerMessage(EventId = 51, Level = LogLevel.Warning, Message = "answered 503 to a report: stored hits cannot be read")]
    private partial void LogUnreadable(Exception exception);

    private static ReportAnswer TooMany() => ReportAnswer.Error(429, "Too many API requests. Too many reports are waiting; try again in a moment.", RetrySeconds);

    private ReportAnswer TooLong() =>
        ReportAnswer.Error(503, $"The report took longer than {_limits.Timeout.TotalSeconds:0.###} seconds; narrow its date range or filters.", RetrySeconds);

    private static ZoneRules ZoneOf(Site site) => Zones.TryFind(site.Timezone, out ZoneRules? zone) ? zone : ZoneRules.Utc;

    private ReportAnswer Used(CachedReport cached, long fresh, long now) => new(200, cached.Use(fresh, now, (long)_limits.RestampAfter.TotalMilliseconds));

    private async ValueTask<ReportAnswer> AnswerWhenKnownAsync(
        ValueTask<bool> current, CachedReport cached, long fresh, long now, Site site, ReadOnlyMemory<byte> query, CacheKey key, CancellationToken ct)
    {
        try
        {
            if (await current) return Used(cached, fresh, now);
        }
        catch (IOException exception)
        {
            return Unreadable(exception);
        }

        return await AnswerSlowlyAsync(site, query, key, cached, ct);
    }

    private async ValueTask<ReportAnswer?> TryUseAsync(CachedReport cached, Site site, ReadOnlyMemory<byte> query, CancellationToken ct)
    {
        if (!cached.Answers(site, query.Span) || !await IsFirstHourSameAsync(cached, ct)) return null;
        long fresh = _reader.FreshToMs, now = NowMs;
        return await cached.IsCurrentAsync(_reader, _configuration.Version, now, ct) ? Used(cached, fresh, now) : null;
    }

    // What is known to be stale is not looked at again.
    private async ValueTask<ReportAnswer> AnswerSlowlyAsync(Site site, ReadOnlyMemory<byte> query, CacheKey key, CachedReport? stale, CancellationToken ct)
    {
        for (int attempt = 0; ; attempt++)
        {
            ReportAnswer answer;
            try
            {
                if (_cache.Find(key) is { } cached && !ReferenceEquals(cached, stale) && await TryUseAsync(cached, site, query, ct) is { } used) return used;
            }
            catch (IOException exception)
            {
                return Unreadable(exception);
            }

            ReportFlight flight;
            bool isOwn = true;
            if (attempt < JoinAttempts) flight = _flights.Join(key, query.Span, out isOwn);
            else flight = new ReportFlight(query.ToArray());
            bool mayMiss = !isOwn && flight.IsReading;
            if (isOwn) _ = Task.Run(() => FlyAsync(flight, site, key), CancellationToken.None);
            answer = await flight.Landed.WaitAsync(ct);
            // Who joined a report that was already reading must not miss a hit acknowledged in between; the cache knows whether there was one.
            if (!mayMiss || answer.Status != 200) return answer;
        }
    }

    private async ValueTask<bool> IsFirstHourSameAsync(CachedReport cached, CancellationToken ct) =>
        !cached.DependsOnFirstHour || await _reader.FirstHourAsync(cached.Site.Id, ct) == cached.FirstHour;

    // Nobody's cancellation ends it, since others may have joined; the timeout does.
    private async Task FlyAsync(ReportFlight flight, Site site, CacheKey key)
    {
        ReportAnswer answer = default;
        Exception? fault = null;
        try
        {
            answer = await ComputeWithinTimeAsync(flight, site, key);
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        _flights.Remove(key, flight);
        if (fault is null) flight.Land(answer);
        else flight.Fail(fault);
    }

    private async Task<ReportAnswer> ComputeWithinTimeAsync(ReportFlight flight, Site site, CacheKey key)
    {
        try
        {
            // On a thread of its own: with all views in memory nothing in it waits, and the clock would only be asked when it is done.
            return await Task.Run(() => ComputeAsync(flight, site, key), CancellationToken.None).WaitAsync(_limits.Timeout, _time);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return TooLong();
        }
        catch (IOException exception)
        {
            return Unreadable(exception);
        }
    }

    // The timeout stops it soon after; its place at the gate stays taken until then, so work is bounded even so.
    private async Task<ReportAnswer> ComputeAsync(ReportFlight flight, Site site, CacheKey key)
    {
        using var timeout = new CancellationTokenSource(_limits.Timeout, _time);
        Func<CancellationToken, Task<ReportAnswer>>? count = key.Journey is { } journey
            ? PrepareJourney(journey, flight.Query, site, key, out string? error)
            : PrepareQuery(flight.Query, site, key, out error);
        if (count is null) return ReportAnswer.Error(400, error!);
        if (!await _gate.TryEnterAsync(timeout.Token)) return TooMany();
        try
        {
            flight.BeginReading();
            return await count(timeout.Token);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private Func<CancellationToken, Task<ReportAnswer>>? PrepareQuery(byte[] query, Site site, CacheKey key, out string? error) =>
        PreparedQuery.Prepare(site, query, _configuration, out error) is { } prepared ? ct => CountAsync(prepared, query, site, key, ct) : null;

    private async Task<ReportAnswer> CountAsync(PreparedQuery prepared, byte[] query, Site site, CacheKey key, CancellationToken ct)
    {
        long? firstHour = null;
        var moment = new ReportMoment(_reader.FreshToMs, NowMs);
        if (prepared.DependsOnFirstHour) firstHour = await _reader.FirstHourAsync(site.Id, ct);
        ZoneRules zone = ZoneOf(site);
        var context = new PlanContext(zone, moment.NowMs, firstHour * 1000, prepared.Goals);
        if (ReportPlanner.Plan(prepared.Query, context, out string? error) is not { } plan) return ReportAnswer.Error(400, error!);
        var views = new ReportViews(_reader, _calculator, site.Id, zone, _limits.VisitReachHours);
        var runner = new ReportRunner(_calculator, _limits, views);
        CountedTables? tables = await runner.CountAsync(plan.Tables, ct);
        CountedTables? comparison = tables is null || plan.Comparison is null ? null : await runner.CountAsync(plan.Comparison, ct);
        return _completion.Complete(new PlannedQuery(site, query, key, prepared, plan, firstHour), moment, new CountedReport(tables, comparison, views.Spans, views.HasCutVisits));
    }
}
