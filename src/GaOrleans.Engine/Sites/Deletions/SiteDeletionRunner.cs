using GaOrleans.Engine.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Engine.Sites.Deletions;

/// <summary>Deletes sites when their time is over, looking once in a while. It may run in every process.</summary>
public sealed partial class SiteDeletionRunner(SiteDeletions deletions, AuditLog audit, TimeProvider time, ILogger<SiteDeletionRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Deletes all that is due; one that fails keeps no other from it.</summary>
    internal async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (SiteDeletion due in await deletions.DueAsync(ct))
        {
            try
            {
                if (await deletions.DeleteAsync(due, ct))
                {
                    LogDeleted(logger, due.Domain, due.SiteId, due.AskedBy);
                    await audit.AppendAsync(EntryOf(due), ct);
                }
                else
                {
                    LogKept(logger, due.Domain, due.SiteId);
                }
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                LogLater(logger, fault, due.Domain, due.SiteId, Pause.TotalMinutes);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        // Not at once: a service that has just started is still reading its log.
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (IOException fault)
            {
                LogUnread(logger, fault, Pause.TotalMinutes);
            }
        }
    }

    private static AuditEntry EntryOf(SiteDeletion gone) =>
        new(0, "service", "the service", "site.deleted", $"site:{gone.Domain}", $"as {gone.AskedBy} had asked", null) { MerchantId = gone.MerchantId };

    [LoggerMessage(1, LogLevel.Information, "deleted the site {Domain} ({Site}) with its hits, as {Who} had asked")]
    private static partial void LogDeleted(ILogger logger, string domain, int site, string who);

    [LoggerMessage(2, LogLevel.Warning, "cannot delete the site {Domain} ({Site}), whose time is over; trying again in {Minutes} minutes")]
    private static partial void LogLater(ILogger logger, Exception fault, string domain, int site, double minutes);

    [LoggerMessage(3, LogLevel.Warning, "kept the site {Domain} ({Site}): it takes hits, so its deletion was given up before")]
    private static partial void LogKept(ILogger logger, string domain, int site);

    [LoggerMessage(4, LogLevel.Warning, "cannot read which sites are to be deleted; trying again in {Minutes} minutes")]
    private static partial void LogUnread(ILogger logger, Exception fault, double minutes);
}
