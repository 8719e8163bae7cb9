using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Sites;
using GaOrleans.Portal.Dashboard.Asking;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class ViewQuestionsTests
{
    private static readonly Goal[] Goals =
    [
        new(1, "Signup", "signup", PagePath: null, Currency: null, new Dictionary<string, string>(StringComparer.Ordinal)),
        new(2, "Purchase", "purchase", PagePath: null, "EUR", new Dictionary<string, string>(StringComparer.Ordinal)),
    ];

    [Fact]
    public void Questions_AreValid_WhateverTheView()
    {
        var calendar = new PeriodCalendar(ZoneRules.Utc, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        for (int seed = 0; seed < 100; seed++)
        {
            var dice = new ViewDice(seed);
            DashboardView view = dice.View();
            Goal[] goals = [.. Goals, .. view.Filters.Where(filter => filter.Dimension == "event:goal").SelectMany(filter => filter.Values).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select((name, i) => new Goal(10 + i, name, name, PagePath: null, i % 2 == 0 ? "EUR" : null, new Dictionary<string, string>(StringComparer.Ordinal)))];
            var questions = new ViewQuestions(view, calendar.SpanOf(view.Period ?? calendar.Default), goals, view.Property);
            Check(seed, goals, questions.Top());
            Check(seed, goals, questions.Chart());
            Check(seed, goals, questions.Suggestions("visit:country", dice.Text()));
            foreach (PanelTab tab in PanelCatalogue.All.SelectMany(panel => panel.Tabs))
            {
                Check(seed, goals, questions.Short(tab));
                Check(seed, goals, questions.Full(tab, dice.Text(), "visitors", ascending: false, 50, 100));
            }
        }
    }

    [Fact]
    public void Values_StayValues_WhateverTheyAre()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var dice = new ViewDice(seed);
            DashboardView view = dice.View();
            var calendar = new PeriodCalendar(ZoneRules.Utc, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), firstHit: null);
            ParsedQuery parsed = QueryParser.Parse(new ViewQuestions(view, calendar.SpanOf(ViewPeriod.Today), Goals, Property: null).Top());
            Assert.NotNull(parsed.Query);
            Assert.Equal(view.Filters.Count, parsed.Query.Filters.Count);
            for (int i = 0; i < view.Filters.Count; i++)
            {
                var match = Assert.IsType<Core.Reports.Filters.Filter.Match>(parsed.Query.Filters[i]);
                Assert.Equal(view.Filters[i].Values, match.Values);
                Assert.Equal(view.Filters[i].Operator, match.Operator);
            }
        }
    }

    [Fact]
    public void Drill_ShowsVersions_OnceOneBrowserIsChosen()
    {
        PanelTab browsers = PanelCatalogue.Devices.Find("browser")!;
        var calendar = new PeriodCalendar(ZoneRules.Utc, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), firstHit: null);
        var questions = new ViewQuestions(DashboardView.Start, calendar.SpanOf(ViewPeriod.Today), Goals, Property: null);
        Assert.Equal("visit:browser", questions.DimensionOf(browsers));
        DashboardView filtered = DashboardView.Start with { Filters = DashboardView.Start.Filters.Toggle("visit:browser", "Firefox") };
        Assert.Equal("visit:browser_version", (questions with { View = filtered }).DimensionOf(browsers));
    }

    [Fact]
    public void Campaigns_LeaveOutVisitsWithoutOne()
    {
        var calendar = new PeriodCalendar(ZoneRules.Utc, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), firstHit: null);
        var questions = new ViewQuestions(DashboardView.Start, calendar.SpanOf(ViewPeriod.Today), Goals, Property: null);
        int FiltersOf(string tab) => QueryParser.Parse(questions.Short(PanelCatalogue.Sources.Find(tab)!)!).Query!.Filters.Count;
        Assert.Equal(1, FiltersOf("campaign"));
        Assert.Equal(0, FiltersOf("source"));
        Assert.Equal(2, QueryParser.Parse(questions.Full(PanelCatalogue.Sources.Find("term")!, "shoes", "visitors", ascending: false, 50, 0)!).Query!.Filters.Count);
    }

    private static void Check(int seed, IReadOnlyList<Goal> goals, byte[]? json)
    {
        if (json is null) return;
        ParsedQuery parsed = QueryParser.Parse(json);
        Assert.True(parsed.Query is not null, $"seed {seed}: {parsed.Error}");
        string? problem = QueryValidator.Problem(parsed.Query, goals);
        Assert.True(problem is null, $"seed {seed}: {problem} {System.Text.Encoding.UTF8.GetString(json)}");
    }
}
