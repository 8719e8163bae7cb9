using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Notices.Timing;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Makes what is sent: a message for each recipient, and the post of the webhook.</summary>
/// <param name="links">Makes the links; null where there is no portal.</param>
public sealed class NoticeMails(INoticeLinks? links)
{
    /// <summary>A report.</summary>
    public PreparedNotice Report(Site site, SiteDocument document, Schedule schedule, NoticeReport report)
    {
        NoticePage page = SchedulePages.Of(site, document.Name, schedule, report) with { View = links?.View(site, report.Period, schedule.Query) };
        IReadOnlyList<MailAttachment> files = report.File is null ? [] : [report.File];
        string subject = $"{document.Name}: {site.Domain}, {page.When}";
        return new PreparedNotice(address => MailOf(page, subject, files, site, document, address), () => HookBodies.Report(site, document.Name, report));
    }

    /// <summary>An alert.</summary>
    /// <param name="site">The site.</param>
    /// <param name="document">Its document.</param>
    /// <param name="alert">Its content.</param>
    /// <param name="watched">What it saw.</param>
    /// <param name="isTest">Whether somebody only wants to see it.</param>
    public PreparedNotice Alert(Site site, SiteDocument document, Alert alert, Watched watched, bool isTest)
    {
        DateOnly day = Calendars.Of(site).DateAt(watched.Period.FromMs);
        NoticePage page = AlertPages.Of(site, document.Name, alert, watched, isTest) with { View = links?.View(site, new LocalDays(day, day), query: null) };
        string subject = $"{(isTest ? "Test of alert" : "Alert")} {document.Name}: {site.Domain}";
        return new PreparedNotice(address => MailOf(page, subject, [], site, document, address),
            () => isTest ? HookBodies.Test(site, document.Name) : HookBodies.Alert(site, document.Name, alert, watched));
    }

    private Mail MailOf(NoticePage page, string subject, IReadOnlyList<MailAttachment> files, Site site, SiteDocument document, string address)
    {
        Uri? unsubscribe = links?.Unsubscribe(site, new Subscription(site.Id, document.Kind, document.Id, address));
        NoticePage own = page with { Unsubscribe = unsubscribe };
        return new Mail(address, subject, TextNotice.Write(own), HtmlNotice.Write(own)) { UnsubscribeUrl = unsubscribe, Attachments = files };
    }
}
