using System.Net;
using System.Text.RegularExpressions;
using GaOrleans.Engine.Operations;
using GaOrleans.Portal.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Tests.Shell;

/// <summary>What people get while the service cannot show them a page.</summary>
public sealed partial class UnavailableTests : IAsyncLifetime
{
    private const string Email = "owner@away.example";

    private readonly AwayRecords _records = new();
    private readonly Readiness _readiness = new();
    private PortalHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await PortalHost.StartAsync(services: services => services.AddSingleton<IReadiness>(_readiness), records: _records);
        await _host.AddMemberAsync(Email, await _host.AddSiteAsync("away.example"), Engine.Accounts.MerchantRole.Owner);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/sites/away.example?period=7d")]
    [InlineData("/account")]
    public async Task Page_ThatCannotBeShown_SaysSo_AndLoadsAgainByItself(string path)
    {
        using TestBrowser browser = await _host.SignedInAsync(Email);
        _records.Fault = new IOException("cannot reach the records");
        using HttpResponseMessage answer = await browser.GetAsync(path);
        string html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("data-ga-retry", html, StringComparison.Ordinal);
        Assert.Contains("portal.js", html, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot reach", html, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        _records.Fault = null;
        using HttpResponseMessage later = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Form_ThatCannotBeTaken_SaysThatItMayNotBeSaved_AndIsNotSentAgain()
    {
        using TestBrowser browser = await _host.SignedInAsync(Email);
        string html = await browser.TextAsync("/account");
        _records.Fault = new IOException("cannot reach the records");
        using HttpResponseMessage answer = await browser.SubmitAsync(html, "/account", "name", ("Name", "Ada"));
        string said = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("may not have been saved", said, StringComparison.Ordinal);
        Assert.DoesNotContain("data-ga-retry", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defect_IsNoReasonToTryAgain()
    {
        using TestBrowser browser = await _host.SignedInAsync(Email);
        _records.Fault = new NotSupportedException("secret detail");
        using HttpResponseMessage answer = await browser.GetAsync("/account");
        string html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("data-ga-retry", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_AreShown_WhenTheServiceHasStarted_AndScriptsBefore()
    {
        using TestBrowser browser = _host.NewBrowser();
        _readiness.CanReport = false;
        using HttpResponseMessage early = await browser.GetAsync("/signin");
        string html = await early.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Contains("data-ga-retry", html, StringComparison.Ordinal);
        using HttpResponseMessage script = await browser.GetAsync(Script().Match(html).Groups["url"].Value);
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        _readiness.CanReport = true;
        using HttpResponseMessage later = await browser.GetAsync("/signin");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Readiness_IsWhetherPagesCanBeShown_NotWhetherHitsCanBeStored()
    {
        using TestBrowser browser = await _host.SignedInAsync(Email);
        _readiness.NotReadyBecause = "the disk is full";
        Assert.Equal(HttpStatusCode.NoContent, await ReadyAsync(browser));
        _records.Fault = new IOException("cannot reach the records");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(browser));
        _records.Fault = null;
        _readiness.CanReport = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(browser));
    }

    private static async Task<HttpStatusCode> ReadyAsync(TestBrowser browser)
    {
        using HttpResponseMessage answer = await browser.GetAsync("/_portal/ready");
        return answer.StatusCode;
    }

    [GeneratedRegex("<script src=\"(?<url>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Script();

    private sealed class Readiness : IReadiness
    {
        public string? NotReadyBecause { get; set; }

        public bool CanReport { get; set; } = true;
    }
}
