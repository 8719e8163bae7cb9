using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Webhooks;
using GaOrleans.Engine.Notices.Writing;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>Delivers a notice to its recipients, one after the other.</summary>
public sealed class Deliveries(IMailer mailer, WebhookSender hooks, HookSecrets secrets, Unsubscribes unsubscribes, NoticeLog log, NoticeOptions options, TimeProvider time)
{
    // When the server for mail is away, each try costs its whole timeout.
    private const int FailuresInARow = 2;
    private const int MostEntries = 1000;
    private const string HookTargetName = "webhook";
    private const string Unsubscribed = "has unsubscribed";

    /// <summary>What became of a notice as a whole. Who has unsubscribed is none of its recipients any more.</summary>
    public static NoticeOutcome OutcomeOf(IReadOnlyList<Delivery> deliveries)
    {
        int wanted = deliveries.Count(delivery => delivery.IsSent || delivery.Detail != Unsubscribed), sent = deliveries.Count(delivery => delivery.IsSent);
        if (wanted == 0) return NoticeOutcome.Skipped;
        return sent == wanted ? NoticeOutcome.Sent : sent == 0 ? NoticeOutcome.Failed : NoticeOutcome.PartlySent;
    }

    /// <summary>How much a site may still send in these 24 hours.</summary>
    public async ValueTask<int> LeftAsync(int siteId, CancellationToken ct)
    {
        long since = time.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds();
        IReadOnlyList<NoticeEntry> entries = await log.ReadAsync(siteId, since, MostEntries, ct);
        return entries.Count == MostEntries ? 0 : options.MostOfSiteADay - entries.Sum(entry => entry.Deliveries.Count(delivery => delivery.IsSent));
    }

    /// <summary>Delivers.</summary>
    /// <param name="site">The site.</param>
    /// <param name="document">The document.</param>
    /// <param name="notice">Its content.</param>
    /// <param name="prepared">What is sent.</param>
    /// <param name="deliveryId">Names the notice for webhooks, the same however often it is tried.</param>
    /// <param name="reached">Who was sent it already.</param>
    /// <param name="onReached">Told of each further one before the next.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What became of it at each recipient, those already reached included, and whether trying again may help.</returns>
    internal async ValueTask<(IReadOnlyList<Delivery> Deliveries, bool MayRetry)> SendAsync(
        Site site, SiteDocument document, INotice notice, PreparedNotice prepared, string deliveryId, IReadOnlyList<string> reached, Func<string, ValueTask> onReached, CancellationToken ct)
    {
        var done = new List<Delivery>();
        int left = await LeftAsync(site.Id, ct), failures = 0;
        bool mayRetry = false;
        foreach (string target in TargetsOf(notice))
        {
            if (reached.Contains(target, StringComparer.Ordinal))
            {
                done.Add(new Delivery(Shown(target, notice), IsSent: true, Detail: null));
                continue;
            }

            bool isHook = target == HookTargetName;
            SendOutcome outcome = await StopAsync(site, document, target, isHook, left, failures, ct)
                ?? (isHook ? await PostAsync(site, notice.Webhook!, prepared, deliveryId, ct) : await mailer.SendAsync(prepared.MailTo(target), ct));
            if (outcome.IsSent) left--;
            if (!isHook) failures = outcome is { IsSent: false, MayRetry: true } ? failures + 1 : 0;
            // A webhook was tried several times already.
            mayRetry |= outcome.MayRetry && !isHook;
            done.Add(new Delivery(Shown(target, notice), outcome.IsSent, outcome.Detail));
            if (outcome.IsSent) await onReached(target);
        }

        return (done, mayRetry);
    }

    /// <summary>Posts a test to a webhook, once.</summary>
    public async ValueTask<SendOutcome> TestAsync(Site site, string name, HookTarget hook, CancellationToken ct)
    {
        string secret = await secrets.SecretAsync(site.Id, hook.SecretId, ct);
        return await hooks.TestAsync(new HookPost(hook.Url, secret, $"test-{HookSecrets.NewId()}", HookBodies.Test(site, name)), ct);
    }

    private static IEnumerable<string> TargetsOf(INotice notice) => notice.Webhook is null ? notice.To : notice.To.Append(HookTargetName);

    private static string Shown(string target, INotice notice) => target == HookTargetName ? $"webhook {new Uri(notice.Webhook!.Url).Host}" : target;

    private async ValueTask<SendOutcome?> StopAsync(Site site, SiteDocument document, string target, bool isHook, int left, int failures, CancellationToken ct)
    {
        if (left <= 0) return SendOutcome.Refused($"the site has sent {options.MostOfSiteADay} notices in 24 hours, which is the most");
        if (isHook) return null;
        if (await unsubscribes.ContainsAsync(new Subscription(site.Id, document.Kind, document.Id, target), ct)) return SendOutcome.Refused(Unsubscribed);
        return failures >= FailuresInARow ? SendOutcome.Failed("not tried, since the mail server is away") : null;
    }

    private async ValueTask<SendOutcome> PostAsync(Site site, HookTarget hook, PreparedNotice prepared, string deliveryId, CancellationToken ct)
    {
        string secret = await secrets.SecretAsync(site.Id, hook.SecretId, ct);
        return await hooks.SendAsync(new HookPost(hook.Url, secret, deliveryId, prepared.HookBody()), ct);
    }
}
