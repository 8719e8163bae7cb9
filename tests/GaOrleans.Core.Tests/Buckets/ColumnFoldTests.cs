using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class ColumnFoldTests
{
    private static readonly BucketLimits Two = new() { KeptValues = 2 };

    [Fact]
    public void ClientFieldsFoldAlone_AndUnknownIsNoValue()
    {
        string[] cities = ["Rome", "Oslo", "", "Rome", "Bern", "Oslo", "", ""];
        BucketView view = View(cities.Select((city, i) => At(i) with { Client = new ClientInfo(i % 2 == 0 ? "DE" : "FR", City: city) }));

        Assert.Equal(["Rome", "Oslo", "", "Rome", "(other)", "Oslo", "", ""], Clients(view).Select(client => client.City));
        Assert.Equal(["DE", "FR", "DE", "FR", "DE", "FR", "DE", "FR"], Clients(view).Select(client => client.Country));
        Assert.True(view.IsFolded(Column.Client, 2));
        Assert.False(view.IsFolded(Column.Client, 0));
        Assert.False(view.IsFolded(Column.Origin));
    }

    [Fact]
    public void PropertiesFoldByKey()
    {
        BucketView view = View(Enumerable.Range(0, 5).Select(i => At(i) with { Props = [new("plan", "p" + (i % 2)), new("sku", "s" + i)] }));

        Assert.Equal(["s0", "s1", "(other)", "(other)", "(other)"], Enumerable.Range(0, 5).Select(row => Props(view, row)[1].Value));
        Assert.Equal(["p0", "p1", "p0", "p1", "p0"], Enumerable.Range(0, 5).Select(row => Props(view, row)[0].Value));
        Assert.True(view.IsPropertyFolded("sku"u8));
        Assert.False(view.IsPropertyFolded("plan"u8));
    }

    [Fact]
    public void StoredAndLiveViewsFoldAlike_WhateverTheOrderOfArrival()
    {
        List<Hit> hits = RandomHits.Make(21, 400, visitors: 9);
        var limits = new BucketLimits { KeptPages = 7, KeptValues = 3 };
        List<string> live = BucketOracle.Rows(BucketView.Of(BucketBuilding.Build(hits), new SiteSymbols(), limits));
        byte[] bytes = BucketCodec.WriteSealed(BucketBuilding.Build(RandomHits.Shuffled(hits, 4)));

        Assert.True(BucketCodec.TryOpenView(bytes, new BucketKey(7, RandomHits.Hour, 0), new SiteSymbols(), limits, out BucketView? view));
        Assert.Equal(live, BucketOracle.Rows(view!));
        Assert.Contains(live, row => row.Contains("(other)", StringComparison.Ordinal));
    }

    [Fact]
    public void FoldingNothing_IsReported_WhenLimitsAreNotExceeded()
    {
        BucketView view = View([At(1) with { Page = "/a" }, At(2) with { Page = "/b" }]);

        Assert.False(view.IsFolded(Column.Page));
        Assert.False(view.IsPropertyFolded("plan"u8));
    }

    private static Hit At(int ms) => new() { Site = 7, Hour = RandomHits.Hour, TimeMs = (RandomHits.Hour * 1000) + ms, Visitor = 1 };

    private static BucketView View(IEnumerable<Hit> hits) => BucketBuilding.View(hits, limits: Two);

    private static IEnumerable<ClientInfo> Clients(BucketView view) =>
        view.Codes(Column.Client).Select(code => ClientSection.Read(view.Symbols[Column.Client][code]));

    private static IReadOnlyList<KeyValuePair<string, string>> Props(BucketView view, int row) =>
        PropsSection.Read(view.Symbols[Column.Props][view.Codes(Column.Props)[row]]);
}
