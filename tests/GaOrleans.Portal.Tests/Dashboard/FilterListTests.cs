using GaOrleans.Core.Reports.Filters;
using GaOrleans.Portal.Dashboard.Filters;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class FilterListTests
{
    [Fact]
    public void Toggle_AddsThenRemoves_WhenClickedTwice()
    {
        FilterList once = FilterList.Empty.Toggle("visit:country", "DE");
        Assert.Equal(ViewFilter.Is("visit:country", "DE"), Assert.Single(once));
        Assert.Equal(FilterList.Empty, once.Toggle("visit:country", "DE"));
    }

    [Fact]
    public void Toggle_GathersValues_OfOneDimension()
    {
        FilterList both = FilterList.Empty.Toggle("visit:country", "DE").Toggle("visit:os", "Mac").Toggle("visit:country", "FR");
        Assert.Equal(2, both.Count);
        Assert.Equal(["DE", "FR"], both[0].Values);
        Assert.Null(both.Only("visit:country"));
        Assert.Equal("FR", both.Toggle("visit:country", "DE").Only("visit:country"));
    }

    [Fact]
    public void Toggle_MovesAValue_BetweenIncludedAndExcluded()
    {
        FilterList excluded = FilterList.Empty.Toggle("visit:os", "Mac").ToggleExcluded("visit:os", "Mac");
        Assert.Equal(MatchOperator.IsNot, Assert.Single(excluded).Operator);
        Assert.Equal(MatchOperator.Is, Assert.Single(excluded.Toggle("visit:os", "Mac")).Operator);
        Assert.Equal(FilterList.Empty, excluded.ToggleExcluded("visit:os", "Mac"));
    }

    [Fact]
    public void Toggle_DoesNothing_WhereThereIsNoSuchFilter()
    {
        Assert.Equal(FilterList.Empty, FilterList.Empty.Toggle("visit:country", "(not set)"));
        Assert.Equal(FilterList.Empty, FilterList.Empty.ToggleExcluded("event:goal", "Signup"));
        Assert.Equal(FilterList.Empty, FilterList.Empty.Toggle("time:day", "2026-01-01"));
    }

    [Fact]
    public void Toggle_IsItsOwnInverse_WhateverTheValue()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            var dice = new ViewDice(seed);
            FilterList list = dice.Filters();
            (string dimension, string value) = (dice.Dimension(), dice.Text());
            if (list.Count >= FilterList.Most - 1 || list.Has(dimension) || ViewFilter.Is(dimension, value) is null) continue;
            FilterList toggled = list.Toggle(dimension, value);
            Assert.Equal(list.Count + 1, toggled.Count);
            Assert.True(list.Equals(toggled.Toggle(dimension, value)), $"seed {seed}");
        }
    }

    [Fact]
    public void Code_ReadsWhatItWrote_WhateverTheValues()
    {
        int seen = 0;
        for (int seed = 0; seed < 2_000; seed++)
        {
            if (new ViewDice(seed).Filter() is not { } filter) continue;
            seen++;
            Assert.Equal(filter, FilterCode.Read(FilterCode.Write(filter)));
        }

        Assert.True(seen > 500);
    }

    [Fact]
    public void Filter_KeepsNoHalfCharacters_AndNoDoubles()
    {
        ViewFilter filter = ViewFilter.Make(MatchOperator.Is, "visit:source", ["a", "a", "\uD83D", "", new string('x', 2_001)])!;
        Assert.Equal(["a", "\uFFFD"], filter.Values);
    }
}
