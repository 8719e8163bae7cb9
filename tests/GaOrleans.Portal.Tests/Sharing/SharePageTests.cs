using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Sharing;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Sharing;

/// <summary>Shared pages as browsers get them, before any script runs.</summary>
public sealed class SharePageTests : IAsyncLifetime
{
    private const string Auth = "a-secret-of-a-link", Path = "/share/shared.example?auth=" + Auth;
    private PortalHost _host = null!;
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _host = await PortalHost.StartAsync();
        _site = await _host.AddSiteAsync("shared.example");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Link_OfTheApi_OpensWithoutSigningIn_AndIsCounted()
    {
        SiteDocument stored = await PutAsync($$"""{"auth":"{{Auth}}"}""");
        using TestBrowser browser = _host.NewBrowser();
        Assert.Contains("shared.example", await browser.TextAsync(Path), StringComparison.Ordinal);
        await browser.TextAsync(Path);
        Assert.Equal(2, (await _host.Get<ShareCounts>().FindAsync(stored, CancellationToken.None))!.Opened);
    }

    [Theory]
    [InlineData("/share/shared.example")]
    [InlineData("/share/shared.example?auth=")]
    [InlineData("/share/shared.example?auth=a-secret")]
    [InlineData("/share/shared.example?auth=A-SECRET-OF-A-LINK")]
    [InlineData("/share/other.example?auth=a-secret-of-a-link")]
    public async Task Link_IsNotThere_WithAnotherSecretOrSite(string path)
    {
        await PutAsync($$"""{"auth":"{{Auth}}"}""");
        await _host.AddSiteAsync("other.example");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(path));
    }

    [Fact]
    public async Task Link_IsNotThere_OnceItIsRevoked_OrSharingIsOff()
    {
        await PutAsync($$"""{"auth":"{{Auth}}"}""");
        var settings = _host.Get<ServiceSettings>();
        ServiceValues values = await settings.GetAsync(CancellationToken.None);
        await settings.PutAsync(values with { Sharing = false }, CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Path));
        await settings.PutAsync((await settings.GetAsync(CancellationToken.None)) with { Sharing = true }, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Path));
        await _host.Configuration.DeleteDocumentAsync(_site.Id, DocumentKind.SharedLink, "link", CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Path));
    }

    [Fact]
    public async Task Link_IsNotThere_WhileItsSegmentHasAGoal()
    {
        SiteDocument segment = (await _host.Configuration.PutDocumentAsync(_site.Id, DocumentKind.Segment, "Shop", """[["is","event:page",["/shop"]]]""", CancellationToken.None))!;
        ViewFilter locked = ViewFilter.Is(ViewFilter.Segment, $"{segment.Id}")!;
        await PutAsync(new SharedLink { Auth = Auth, Limits = new SharedLimits { Locked = FilterList.Of([locked]) } });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Path));
        await _host.Configuration.PutDocumentAsync(_site.Id, DocumentKind.Segment, "Shop", """[["or",[["is","event:page",["/shop"]],["is","event:goal",["Buy"]]]]]""", CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Path));
        await _host.Configuration.PutDocumentAsync(_site.Id, DocumentKind.Segment, "Shop", """[["is","event:page",["/shop"]]]""", CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Path));
    }

    [Fact]
    public async Task Link_ShowsNothing_WhenItsTimeIsOver()
    {
        await PutAsync(new SharedLink { Auth = Auth, ExpiresMs = 1 });
        using TestBrowser browser = _host.NewBrowser();
        string page = await browser.TextAsync(Path);
        Assert.Contains("This link is over", page, StringComparison.Ordinal);
        Assert.DoesNotContain("shared.example</", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_OpensTheLinkForThisBrowser_AndNoMoreOnceItIsChanged()
    {
        var link = new SharedLink { Auth = Auth };
        await PutAsync(link with { PasswordHash = _host.Get<ShareAccess>().Hash(link, "open sesame") });
        using TestBrowser browser = _host.NewBrowser();
        Assert.DoesNotContain("dash-grid", await browser.TextAsync(Path), StringComparison.Ordinal);
        using HttpResponseMessage wrong = await EnterAsync(browser, "open says me");
        Assert.EndsWith("&wrong=1", wrong.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using HttpResponseMessage right = await EnterAsync(browser, "open sesame");
        Assert.Equal(Path, right.Headers.Location!.OriginalString);
        Assert.Contains("dash-grid", await browser.TextAsync(Path), StringComparison.Ordinal);
        using TestBrowser other = _host.NewBrowser();
        Assert.DoesNotContain("dash-grid", await other.TextAsync(Path), StringComparison.Ordinal);
        await PutAsync(link with { PasswordHash = _host.Get<ShareAccess>().Hash(link, "another") });
        Assert.DoesNotContain("dash-grid", await browser.TextAsync(Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_OffersAWindow_WhereTheBrowserKeepsNoTicket()
    {
        var link = new SharedLink { Auth = Auth, Origins = ["https://intranet.example"] };
        await PutAsync(link with { PasswordHash = _host.Get<ShareAccess>().Hash(link, "open sesame") });
        using TestBrowser browser = _host.NewBrowser();
        using HttpResponseMessage right = await browser.PostAsync("/share/shared.example/open?auth=" + Auth + "&embed=true", new Dictionary<string, string>(StringComparer.Ordinal) { ["password"] = "open sesame" });
        string entered = right.Headers.Location!.OriginalString;
        Assert.Contains("dash-grid", await browser.TextAsync(entered), StringComparison.Ordinal);
        using TestBrowser forgetful = _host.NewBrowser();
        using HttpResponseMessage sent = await forgetful.GetAsync(entered);
        string page = await forgetful.TextAsync(sent.Headers.Location!.OriginalString);
        Assert.Contains("window of its own", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/share/shared.example?auth={Auth}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_CannotBeGuessedFast()
    {
        var link = new SharedLink { Auth = Auth };
        await PutAsync(link with { PasswordHash = _host.Get<ShareAccess>().Hash(link, "open sesame") });
        using TestBrowser browser = _host.NewBrowser();
        string last = "";
        for (int i = 0; i < 11; i++)
        {
            using HttpResponseMessage answer = await EnterAsync(browser, $"guess {i}");
            last = answer.Headers.Location!.OriginalString;
        }

        Assert.Contains("&wait=", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_AreAllowedToTheOriginsNamed_AndToNobodyElse()
    {
        await PutAsync(new SharedLink { Auth = Auth, Origins = ["https://intranet.example", "http://localhost:8080"] });
        using TestBrowser browser = _host.NewBrowser();
        using HttpResponseMessage embedded = await browser.GetAsync(Path);
        Assert.EndsWith("frame-ancestors https://intranet.example http://localhost:8080", embedded.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(embedded.Headers.Contains("X-Frame-Options"));
        await PutAsync(new SharedLink { Auth = Auth });
        using HttpResponseMessage refused = await browser.GetAsync(Path);
        Assert.EndsWith("frame-ancestors 'none'", refused.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", refused.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Theme_AndBackground_AreThoseOfTheAddress()
    {
        await PutAsync(new SharedLink { Auth = Auth });
        using TestBrowser browser = _host.NewBrowser();
        string page = await browser.TextAsync(Path + "&embed=true&theme=dark&background=transparent");
        Assert.Contains("data-theme=\"dark\"", page, StringComparison.Ordinal);
        Assert.Contains("background: transparent", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ga-brand", page, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> EnterAsync(TestBrowser browser, string password) =>
        browser.PostAsync($"/share/shared.example/open?auth={Auth}", new Dictionary<string, string>(StringComparer.Ordinal) { [ShareRoutes.Field] = password });

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using TestBrowser browser = _host.NewBrowser();
        using HttpResponseMessage answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private Task<SiteDocument> PutAsync(SharedLink link) => PutAsync(SharedLinkJson.Write(link));

    private async Task<SiteDocument> PutAsync(string json) => (await _host.Configuration.PutDocumentAsync(_site.Id, DocumentKind.SharedLink, "link", json, CancellationToken.None))!;
}
