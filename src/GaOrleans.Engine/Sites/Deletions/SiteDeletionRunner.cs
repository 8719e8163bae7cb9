using GaOrleans.Engine.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Engine.Sites.Deletions;

/// <summary>Deletes sites when their time is over, looking once in a while. It may run in every process.</summary>
public sealed partial class SiteDeletionRunner(SiteDeletions deletions, AuditLog audit, TimeProvider time, ILogger<SiteDeletionRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        // Not at once: a service that has just started is still reading its log.
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (SiteDeletion gone in await deletions.DeleteDueAsync(stoppingToken))
                {
                    LogDeleted(logger, gone.Domain, gone.SiteId, gone.AskedBy);
                    await audit.AppendAsync(EntryOf(gone), stoppingToken);
                }
            }
            catch (IOException fault)
            {
                LogLater(logger, fault, Pause.TotalMinutes);
            }
        }
    }

    private static AuditEntry EntryOf(SiteDeletion gone) =>
        new(0, "service", "the service", "site.deleted", $"site:{gone.Domain}", $"as {gone.AskedBy} had asked", null) { MerchantId = gone.MerchantId };

    [LoggerMessage(1, LogLevel.Information, "deleted the site {Domain} ({Site}) with its hits, as {Who} had asked")]
    private static partial void LogDeleted(ILogger logger, string domain, int site, string who);

    [LoggerMessage(2, LogLevel.Warning, "cannot delete sites whose time is over; trying again in {Minutes} minutes")]
    private static partial void LogLater(ILogger logger, Exception fault, double minutes);
}
