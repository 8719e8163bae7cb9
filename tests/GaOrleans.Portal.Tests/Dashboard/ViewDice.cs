using GaOrleans.Core.Reports.Filters;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Tests.Dashboard;

/// <summary>Throws views, with values that mean to break addresses, JSON and pages.</summary>
internal sealed class ViewDice(int seed)
{
    private static readonly string[] Hostile =
    [
        "\"><script>alert(1)</script>", "=cmd()", "a,b", "a\\b", "\\", ",", "\\,", "a&f=is,visit:os,x", "100%", "%2C", "+", "a b", "#top", "?", "\u202Eabc", "😀", "\uD83D", "\uDE00\uD83D", "\0", "\r\n",
        "Direct / None", "(not set)", "(other)", "é", "e\u0301", new string('x', 2_000), "/a/**", "ﷺ", "'; drop table hits; --", "{\"a\":1}", "DE", "FR", "12", "7",
    ];

    private static readonly string[] Dimensions =
    [
        "event:goal", "event:page", "event:hostname", "event:name", "event:props:color", "event:props:a,b\\c", "event:props:\"><b>", "visit:source", "visit:channel", "visit:referrer",
        "visit:utm_campaign", "visit:device", "visit:browser", "visit:country", "visit:city", "visit:entry_page", "segment", "time:day", "nonsense", "",
    ];

    private readonly Random _random = new(seed);

    public string Text() => Hostile[_random.Next(Hostile.Length)] + (_random.Next(3) == 0 ? Hostile[_random.Next(Hostile.Length)] : "");

    public string Dimension() => Dimensions[_random.Next(Dimensions.Length)];

    public ViewFilter? Filter() => ViewFilter.Make((MatchOperator)_random.Next(6), Dimension(), Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Text()).ToArray());

    public FilterList Filters() => FilterList.Of(Enumerable.Range(0, _random.Next(6)).Select(_ => Filter()).OfType<ViewFilter>());

    public DashboardView View()
    {
        (Panel panel, PanelTab tab) = Tab();
        (Panel other, PanelTab details) = Tab();
        return new DashboardView
        {
            Period = _random.Next(8) == 0 ? null : Period(),
            Comparison = Comparison(),
            Filters = Filters(),
            Metric = new[] { "visitors", "visits", "bounce_rate", "total_revenue" }[_random.Next(4)],
            Interval = _random.Next(2) == 0 ? null : (ChartInterval)_random.Next(5),
            Tabs = ViewTabs.First.With(panel, tab.Key),
            Property = _random.Next(2) == 0 ? null : "color \"><b> & , %",
            Details = _random.Next(2) == 0 ? null : $"{other.Key}/{details.Key}",
        };
    }

    public ViewPeriod Period()
    {
        var kind = (PeriodKind)_random.Next(13);
        if (kind == PeriodKind.Custom) return ViewPeriod.Days(Day(), Day());
        return new ViewPeriod(kind, ViewPeriod.TakesDate(kind) && _random.Next(2) == 0 ? Day() : null);
    }

    public DateOnly Day() => new DateOnly(2020, 1, 1).AddDays(_random.Next(4_000));

    /// <summary>Something like an address, with anything in it.</summary>
    public string Address()
    {
        string[] keys = ["period", "date", "from", "to", "compare", "cfrom", "cto", "match", "f", "metric", "interval", "sources", "pages", "places", "devices", "goals", "property", "details", "x", ""];
        IEnumerable<string> parts = Enumerable.Range(0, _random.Next(12)).Select(_ =>
        {
            string value = _random.Next(4) == 0 ? "is,visit:os," + Text() : Text();
            return keys[_random.Next(keys.Length)] + (_random.Next(9) == 0 ? "" : "=") + (_random.Next(2) == 0 ? value : Uri.EscapeDataString(value));
        });
        return "/sites/a.example?" + string.Join('&', parts);
    }

    private ViewComparison Comparison() => (CompareKind)_random.Next(4) switch
    {
        CompareKind.None => ViewComparison.None,
        CompareKind.Custom => ViewComparison.Days(Day(), Day(), _random.Next(2) == 0),
        var kind => new ViewComparison(kind, _random.Next(2) == 0),
    };

    private (Panel Panel, PanelTab Tab) Tab()
    {
        Panel panel = PanelCatalogue.All[_random.Next(PanelCatalogue.All.Count)];
        return (panel, panel.Tabs[_random.Next(panel.Tabs.Count)]);
    }
}
