using System.Net;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Sending;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Portal.Alerts;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Alerts;

public sealed class UnsubscribeTests
{
    [Fact]
    public async Task Link_AsksFirst_AndItsButtonUnsubscribes()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (Site site, Subscription subscription, string path) = await SentAsync(host);
        using TestBrowser anybody = host.NewBrowser();

        string page = await anybody.TextAsync(path);
        Assert.Contains("Stop sending", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Monday", page, StringComparison.Ordinal);
        Assert.False(await IsStoppedAsync(host, subscription));

        using HttpResponseMessage done = await anybody.PostAsync(path, new Dictionary<string, string>());
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.True(await IsStoppedAsync(host, subscription));
        Assert.Contains("You are unsubscribed", await anybody.TextAsync(path), StringComparison.Ordinal);

        using HttpResponseMessage again = await anybody.SubmitAsync(await anybody.TextAsync(path), path, UnsubscribeRoutes.Again);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.False(await IsStoppedAsync(host, subscription));
        Assert.NotNull(site);
    }

    [Fact]
    public async Task OneClick_IsTakenAsMailProgramsSendIt()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (_, Subscription subscription, string path) = await SentAsync(host);
        using TestBrowser program = host.NewBrowser();
        using HttpResponseMessage answer = await program.PostAsync(path, new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await IsStoppedAsync(host, subscription));
    }

    [Fact]
    public async Task Link_OfWhatIsGone_KeepsNothing()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (Site site, Subscription subscription, string path) = await SentAsync(host);
        await host.Configuration.DeleteSiteAsync(site.Id, CancellationToken.None);
        using TestBrowser anybody = host.NewBrowser();
        Assert.Contains("It is no longer sent", await anybody.TextAsync(path), StringComparison.Ordinal);
        using HttpResponseMessage answer = await anybody.PostAsync(path, new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await IsStoppedAsync(host, subscription));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Token_ThatWasNotMadeHere_DoesNothing(string token)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (_, Subscription subscription, string path) = await SentAsync(host);
        using TestBrowser anybody = host.NewBrowser();
        string other = $"{UnsubscribeRoutes.Path}?t={token}";
        using HttpResponseMessage page = await anybody.GetAsync(other), post = await anybody.PostAsync(other, new Dictionary<string, string>());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.StatusCode, post.StatusCode));
        // A token cut short, or changed, is none.
        using HttpResponseMessage cut = await anybody.PostAsync(path[..^3], new Dictionary<string, string>());
        Assert.Equal(HttpStatusCode.BadRequest, cut.StatusCode);
        Assert.False(await IsStoppedAsync(host, subscription));
    }

    [Fact]
    public async Task Link_LeadsToTheAddressOfTheSettings()
    {
        await using PortalHost host = await PortalHost.StartAsync(options => options.PublicUrl = "https://stats.example.org/");
        await SentAsync(host, mail =>
        {
            Assert.StartsWith("https://stats.example.org/notices/unsubscribe?t=", mail.UnsubscribeUrl!.AbsoluteUri, StringComparison.Ordinal);
            Assert.Contains("https://stats.example.org/sites/shop.example", mail.Html, StringComparison.Ordinal);
        });
    }

    private static async Task<(Site Site, Subscription Subscription, string Path)> SentAsync(PortalHost host, Action<Mail>? look = null)
    {
        Site site = await host.AddSiteAsync("shop.example");
        var documents = host.Get<NoticeDocuments>();
        Assert.Null(await documents.SaveAsync(site, "<b>Monday", new Schedule { Frequency = Frequency.Weekly, To = ["ada@example.com"] }, isNew: true, CancellationToken.None));
        SiteDocument document = documents.Find(site.Id, DocumentKind.Schedule, "<b>Monday")!;
        SentNow sent = await host.Get<NoticeDesk>().SendAsync(site, document, "test", CancellationToken.None);
        Assert.Null(sent.Problem);
        Mail mail = await host.Mailer.NextAsync();
        look?.Invoke(mail);
        return (site, new Subscription(site.Id, DocumentKind.Schedule, document.Id, "ada@example.com"), mail.UnsubscribeUrl!.PathAndQuery);
    }

    private static async Task<bool> IsStoppedAsync(PortalHost host, Subscription subscription) => await host.Get<Unsubscribes>().ContainsAsync(subscription, CancellationToken.None);
}
