using System.Diagnostics;
using System.Globalization;
using GaOrleans.Benchmarks.Reports;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded;
using GaOrleans.Embedded.Configuration;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.WarmUp;
using GaOrleans.Engine.Sites;
using GaOrleans.Portal.Dashboard;
using GaOrleans.Portal.Dashboard.Loading;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Values;
using GaOrleans.Portal.Dashboard.Views;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>
/// What the dashboard asks when it is opened and when rows of its lists are clicked, over the loaded site, in this process: the questions are the portal's own,
/// only that nothing is drawn. Each row is clicked once, so that no answer is known.
/// </summary>
internal static class ClicksBenchmark
{
    private const int Rows = 5;

    private static readonly (string Name, string Query)[] Periods =
    [
        ("30 days", "?from=2026-10-01&to=2026-10-30"),
        ("15 days and those before", "?from=2026-10-16&to=2026-10-30"),
        ("7 days and those before", "?from=2026-10-24&to=2026-10-30"),
        ("a day", "?period=day&date=2026-10-30"),
        ("12 months", "?period=12mo"),
    ];

    /// <summary>Runs it on a data folder that <see cref="ServiceReports"/> has loaded and that no process has open.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="only">The key of the tab whose rows are clicked, 30 days only; null for all there is.</param>
    public static async Task RunAsync(string data, string? only)
    {
        await using EmbeddedEngine engine = EmbeddedEngine.Open(new EmbeddedOptions { DataFolder = data }, new DiskFileSystem(), TimeProvider.System, NullLogger.Instance, openArchive: null);
        engine.Start();
        using var configuration = new SqliteConfigurationStore(Path.Combine(data, "configuration.db"), TimeProvider.System);
        Site site = configuration.FindSite(YardstickReports.Domain) ?? throw new InvalidOperationException($"cannot measure clicks: {data} has no site {YardstickReports.Domain}; load it first");
        foreach (Goal goal in configuration.GoalsOf(site.Id)) await configuration.DeleteGoalAsync(site.Id, goal.Id, CancellationToken.None);
        var limits = new ReportLimits();
        long begun = Stopwatch.GetTimestamp();
        await ReportWarmUp.RunAsync(configuration, TimeProvider.System, limits, CancellationToken.None);
        Print($"warmed up in {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:F0} ms, processor {Environment.CpuUsage.TotalTime.TotalMilliseconds:F0} ms");
        using var reports = new ReportService(engine.Reader, configuration, TimeProvider.System, limits, new CoreCalculator(limits));
        var clicks = new ClickedDashboard(reports, configuration, site, await new PropertyKeys(engine.Reader).FindAsync(site, new PeriodSpan("", new DateOnly(2026, 10, 29), new DateOnly(2026, 10, 30), IncludesNow: false), CancellationToken.None));
        DashboardView month = ViewUrl.Read(Periods[0].Query);
        Print("opened, the very first time", [await clicks.AskAsync(month)]);
        foreach (Panel panel in PanelCatalogue.All)
        {
            foreach (PanelTab tab in panel.Tabs.Where(tab => tab.Key != "map" && (only is null || tab.Key == only))) await ClickAsync(clicks, "30 days", month, panel, tab);
        }

        if (only is not null) return;
        await StackAsync(clicks, month);
        foreach ((string name, string query) in Periods[1..])
        {
            DashboardView view = ViewUrl.Read(query);
            Print($"{name}: opened", [await clicks.AskAsync(view)]);
            foreach ((Panel panel, int tab) in ((Panel, int)[])[(PanelCatalogue.Sources, 0), (PanelCatalogue.Pages, 0), (PanelCatalogue.Pages, 1), (PanelCatalogue.Places, 1)])
                await ClickAsync(clicks, name, view, panel, panel.Tabs[tab]);
        }

        await configuration.PutGoalAsync(site.Id, new Goal(0, "Purchase", "purchase", null, "EUR", new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        await configuration.PutGoalAsync(site.Id, new Goal(0, "Product", null, "/product/**", null, new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        Print("with revenue: opened", [await clicks.AskAsync(month)]);
        foreach ((Panel panel, int tab) in ((Panel, int)[])[(PanelCatalogue.Goals, 0), (PanelCatalogue.Sources, 1), (PanelCatalogue.Pages, 0), (PanelCatalogue.Devices, 0)])
            await ClickAsync(clicks, "with revenue", month, panel, panel.Tabs[tab]);
        foreach (Goal goal in configuration.GoalsOf(site.Id)) await configuration.DeleteGoalAsync(site.Id, goal.Id, CancellationToken.None);
        Print($"managed memory after a collection {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB");
    }

    private static async Task ClickAsync(ClickedDashboard clicks, string name, DashboardView view, Panel panel, PanelTab tab)
    {
        var times = new List<ClickTimes>();
        DashboardView opened = view with { Tabs = view.Tabs.With(panel, tab.Key) };
        foreach (DashboardView clicked in (await clicks.RowsAsync(opened, panel)).Take(Rows)) times.Add(await clicks.AskAsync(clicked));
        if (times.Count > 0) Print($"{name}: click on {tab.Label}", times);
    }

    // Two and three filters on top of each other.
    private static async Task StackAsync(ClickedDashboard clicks, DashboardView month)
    {
        var two = new List<ClickTimes>();
        var three = new List<ClickTimes>();
        foreach (DashboardView one in (await clicks.RowsAsync(month, PanelCatalogue.Sources)).Take(Rows))
        {
            DashboardView second = (await clicks.RowsAsync(one, PanelCatalogue.Pages)).Skip(1).First();
            two.Add(await clicks.AskAsync(second));
            three.Add(await clicks.AskAsync((await clicks.RowsAsync(second, PanelCatalogue.Devices)).First()));
        }

        Print("30 days: click on a page under a source", two);
        Print("30 days: click on a device under both", three);
    }

    private static void Print(string name, List<ClickTimes> times) => Print(
        $"{name,-58} top line {Median(times, time => time.Top),6:F0} ms (longest {times.Max(time => time.Top):F0}), all {Median(times, time => time.All),6:F0} ms (longest {times.Max(time => time.All):F0}), processor {Median(times, time => time.Processor),6:F0} ms; {times[0].Slowest}");

    private static double Median(List<ClickTimes> times, Func<ClickTimes, double> of) => times.Select(of).Order().ElementAt(times.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>How long a view took to be answered.</summary>
    private sealed record ClickTimes(double Top, double All, double Processor, string Slowest);

    /// <summary>A dashboard without a page around it.</summary>
    private sealed class ClickedDashboard(ReportService reports, IConfigurationStore configuration, Site site, IReadOnlyList<string> keys)
    {
        public async Task<ClickTimes> AskAsync(DashboardView view)
        {
            var parts = new Dictionary<string, double>(StringComparer.Ordinal);
            long begun = 0;
            DashboardLoader? asked = null;
            using var loader = new DashboardLoader(reports, site, () =>
            {
                foreach (string part in Parts(asked!)) parts.TryAdd(part, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            });
            asked = loader;
            Board board = Of(view, loader);
            TimeSpan used = Environment.CpuUsage.TotalTime;
            begun = Stopwatch.GetTimestamp();
            await loader.AskAsync(board.All());
            double all = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (loader.All.FirstOrDefault(answer => answer.Problem is not null) is { } problem) throw new InvalidOperationException($"cannot ask the dashboard: {problem.Problem}");
            return new ClickTimes(parts[Board.Top], all, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds, string.Join(' ', parts.OrderBy(part => part.Value).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value:F0}"))));
        }

        /// <summary>The views that clicks on the rows of a panel lead to.</summary>
        public async Task<IReadOnlyList<DashboardView>> RowsAsync(DashboardView view, Panel panel)
        {
            using var loader = new DashboardLoader(reports, site, () => { });
            Board board = Of(view, loader);
            await loader.AskAsync(board.All());
            if (board.Of(panel).Table is not { } table) return [];
            return [.. table.Rows.Select(row => row.Values[0]).OfType<string>().Where(value => value.Length > 0 && value != ValueText.Other)
                .Select(value => view with { Filters = view.Filters.Toggle(table.Dimensions[0], value) }).Where(clicked => !clicked.Filters.Equals(view.Filters))];
        }

        private static IEnumerable<string> Parts(DashboardLoader loader) =>
            PanelCatalogue.All.Select(panel => panel.Key).Append(Board.Top).Append(Board.Chart).Where(part => loader.Of(part) is { IsBusy: false });

        private Board Of(DashboardView view, DashboardLoader loader)
        {
            ZoneRules zone = Zones.TryFind(site.Timezone, out ZoneRules? known) ? known : ZoneRules.Utc;
            return new Board(site, view, new PeriodCalendar(zone, TimeProvider.System.GetUtcNow(), DateTimeOffset.UnixEpoch), loader) { Path = "/", Goals = configuration.GoalsOf(site.Id), PropertyKeys = keys };
        }
    }
}
