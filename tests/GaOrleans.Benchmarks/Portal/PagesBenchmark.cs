using System.Globalization;
using GaOrleans.Benchmarks.Http;
using GaOrleans.Benchmarks.Reports;
using GaOrleans.Benchmarks.Service;
using GaOrleans.Embedded.Configuration;
using GaOrleans.Embedded.Records;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using Microsoft.Playwright;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>How long people wait: a dashboard of 30 days and 10 M hits in a real browser, opened, and filtered by clicks on its rows.</summary>
internal static class PagesBenchmark
{
    private const string Month = $"/sites/{YardstickReports.Domain}?from=2026-10-01&to=2026-10-30";
    private const int Repetitions = 5;

    // Lists whose rows are clicked, with what is clicked in each.
    private static readonly (string Name, string Panel, string View)[] Lists =
    [
        ("a source", "sources", ""),
        ("a page", "pages", ""),
        ("a country", "places", "&places=country"),
        ("a channel", "sources", "&sources=channel"),
        ("an entry page", "pages", "&pages=entry"),
        ("a browser", "devices", "&devices=browser"),
        ("an event", "goals", "&goals=event"),
        ("a page under a source", "pages", "&f=is,visit:channel,Direct"),
    ];

    /// <summary>Runs it on a copy of a data folder that <see cref="ServiceReports"/> has loaded.</summary>
    /// <param name="data">The folder; null to leave it out.</param>
    public static async Task RunAsync(string? data)
    {
        string? chromium = Environment.GetEnvironmentVariable("GA_CHROMIUM") ?? (File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null);
        if (data is null || chromium is null)
        {
            Console.WriteLine("portal, pages: left out; set GA_BENCH_DATA to a folder that './ga bench reports' has loaded, and have Chromium");
            return;
        }

        await GiveAccessAsync(data);
        await using ServiceProcess service = await ServiceProcess.StartAsync(data: data);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        IBrowserContext context = await browser.NewContextAsync(new() { BaseURL = service.Client.BaseAddress!.ToString(), ViewportSize = new() { Width = 1280, Height = 1600 } });
        var page = new DashboardTab(await context.NewPageAsync());
        await page.SignInAsync(PortalLogin.Read(data));
        await OpenAsync(page, service.ProcessId);
        foreach ((string name, string panel, string view) in Lists) await ClickAsync(page, name, panel, view);
    }

    private static async Task OpenAsync(DashboardTab page, int service)
    {
        TimeSpan used = CpuTime.Of(service);
        TabTimes cold = await page.OpenAsync(Month);
        Print($"dashboard opened for the first time after a start: interactive {cold.First:F0} ms, all panels {cold.All:F0} ms, {(CpuTime.Of(service) - used).TotalMilliseconds:F0} ms of the service's processor time; load {await LoadAsync()}");
        var times = new List<TabTimes>();
        for (int i = 0; i < Repetitions; i++) times.Add(await page.OpenAsync(Month));
        Print($"dashboard opened again: interactive {Median(times, time => time.First):F0} ms, all panels {Median(times, time => time.All):F0} ms; load {await LoadAsync()}");
    }

    private static async Task ClickAsync(DashboardTab page, string name, string panel, string view)
    {
        await page.OpenAsync($"{Month}{view}");
        int rows = Math.Min(Repetitions, await page.RowsAsync(panel));
        var first = new List<TabTimes>();
        var again = new List<TabTimes>();
        for (int row = 0; row < rows; row++)
        {
            first.Add(await page.ClickRowAsync(panel, row));
            await page.BackAsync();
            again.Add(await page.ClickRowAsync(panel, row));
            await page.BackAsync();
        }

        Print($"click on {name}, never asked before: top line {Median(first, time => time.First):F0} ms (longest {first.Max(time => time.First):F0}), all panels {Median(first, time => time.All):F0} ms (longest {first.Max(time => time.All):F0}); repeated: {Median(again, time => time.First):F0} and {Median(again, time => time.All):F0} ms; load {await LoadAsync()}");
    }

    // The first login of the service owns the demo merchant only; the loaded site has a merchant of its own.
    private static async Task GiveAccessAsync(string data)
    {
        if (!File.Exists(Path.Combine(data, "demo.logins"))) await (await ServiceProcess.StartAsync(data: data)).DisposeAsync();
        using var configuration = new SqliteConfigurationStore(Path.Combine(data, "configuration.db"), TimeProvider.System);
        Site site = configuration.FindSite(YardstickReports.Domain) ?? throw new InvalidOperationException($"cannot measure pages: {data} has no site {YardstickReports.Domain}; load it first");
        using var records = new SqliteRecordStore(data);
        var accounts = new AccountStore(records, TimeProvider.System);
        User user = await accounts.FindByEmailAsync(PortalLogin.Read(data).Email, CancellationToken.None) ?? throw new InvalidOperationException("cannot measure pages: the first login is gone");
        await accounts.PutMemberAsync(new Membership(user.Id, site.MerchantId, MerchantRole.Owner), CancellationToken.None);
    }

    private static double Median(List<TabTimes> times, Func<TabTimes, double> of) => times.Select(of).Order().ElementAt(times.Count / 2);

    private static async Task<string> LoadAsync() => (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
