using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class AnsweredAheadTests
{
    [Fact]
    public async Task Numbers_AreCounted_BeforeThePageIsInteractive()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("ahead.example");
        await host.AddMemberAsync("ann@ahead.example", site, MerchantRole.Viewer);
        using TestBrowser browser = await host.SignedInAsync("ann@ahead.example");
        using HttpResponseMessage page = await browser.GetAsync("/sites/ahead.example?period=28d");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        // No script of the page runs here, so nothing else asks.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (host.Get<ReportService>().CachedBytes == 0) Assert.True(await timer.WaitForNextTickAsync(limit.Token));
    }
}
