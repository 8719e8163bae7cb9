using System.Collections.Concurrent;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.History;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>
/// Sends what is due, once a minute, in every process that serves the portal. Sites are worked on side by side, the documents of a site one after the other, and
/// of all a bounded number at a time. Whoever has had a turn waits behind all others for the next: a site whose receivers do not answer keeps no other waiting
/// for longer than one document takes.
/// </summary>
internal sealed class NoticeRunner(IConfigurationStore configuration, SendingRules rules, NoticeTurns turns, NoticeLog log, NoticeOptions options, TimeProvider time, ILogger<NoticeRunner> logger) : BackgroundService
{
    private static readonly DocumentKind[] Kinds = [DocumentKind.Schedule, DocumentKind.Alert];
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _places = new(options.Parallelism);
    private readonly ConcurrentDictionary<int, Task> _running = new();

    // What was settled: for each document its last due time, so that nothing is read for what has been done.
    private readonly ConcurrentDictionary<long, long> _settled = new();
    private readonly ConcurrentDictionary<int, DateTime> _cleaned = new();

    private int _waiting;

    /// <summary>Sites that wait for their turn.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Does everything that is due now.</summary>
    internal async Task RunOnceAsync(CancellationToken ct)
    {
        await BeginAsync(ct);
        await Task.WhenAll(_running.Values);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _places.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await BeginAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was begun ends with the same token; claims that stay open are taken over.
            await Task.WhenAll(_running.Values);
        }
    }

    private async ValueTask BeginAsync(CancellationToken ct)
    {
        if (!await SendsAsync(ct)) return;
        foreach (Site site in Kinds.SelectMany(configuration.SitesWith).DistinctBy(site => site.Id))
        {
            if (_running.TryGetValue(site.Id, out Task? before) && !before.IsCompleted) continue;
            _running[site.Id] = Task.Run(() => TakeSiteAsync(site, ct), CancellationToken.None);
        }
    }

    private async Task TakeSiteAsync(Site site, CancellationToken ct)
    {
        try
        {
            foreach (SiteDocument document in Kinds.SelectMany(kind => configuration.DocumentsOf(site.Id, kind))) await TakeAsync(site, document, ct);
            await CleanAsync(site, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            logger.LogDebug("Notices of {Site} were interrupted by the end of the process", site.Domain);
        }
    }

    // Staff can stop all sending. What falls due meanwhile is caught up as after a standstill of the service.
    private async ValueTask<bool> SendsAsync(CancellationToken ct)
    {
        try
        {
            return await rules.IsOnAsync(ct);
        }
        catch (IOException e)
        {
            logger.LogWarning(e, "Cannot read whether notices are sent; it is tried again in a minute");
            return false;
        }
    }

    // A document with a fault of its own keeps the others of its site from nothing; its claim is taken over later, a bounded number of times.
    private async Task TakeAsync(Site site, SiteDocument document, CancellationToken ct)
    {
        try
        {
            if (DueMs(site, document) is null) return;
            await InTurnAsync(async () =>
            {
                // It may have been changed or deleted while others had their turns.
                if (configuration.FindDocument(site.Id, document.Kind, document.Name) is not { } now || DueMs(site, now) is not { } due) return;
                if (await turns.TakeAsync(site, now, due, ct)) _settled[now.Id] = due;
            }, ct);
        }
        catch (ClaimLostException e)
        {
            logger.LogWarning("{Message}", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            logger.LogError(e, "Cannot send the notice {Name} of {Site}; it is tried again in ten minutes", document.Name, site.Domain);
        }
    }

    private long? DueMs(Site site, SiteDocument document) =>
        turns.DueMs(site, document) is { } due && !(_settled.TryGetValue(document.Id, out long last) && last >= due) ? due : null;

    private async Task InTurnAsync(Func<Task> work, CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _places.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            await work();
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task CleanAsync(Site site, CancellationToken ct)
    {
        DateTime today = time.GetUtcNow().UtcDateTime.Date;
        if (_cleaned.TryGetValue(site.Id, out DateTime day) && day == today) return;
        try
        {
            await InTurnAsync(async () => await log.ForgetAsync(site.Id, ct), ct);
            _cleaned[site.Id] = today;
        }
        catch (IOException e)
        {
            logger.LogWarning(e, "Cannot delete old lines of the log of what was sent by {Site}; it is tried again in a minute", site.Domain);
        }
    }
}
