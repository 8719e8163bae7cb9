using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Operations;

namespace GaOrleans.Engine.Tests.Operations;

/// <summary>The hits that were dropped, as staff sees them.</summary>
public sealed class DroppedHitsTests
{
    private const long Hour = 3_600_000, Start = 490_000 * Hour;

    [Fact]
    public void Picture_CountsByHourSiteAndReason()
    {
        var drops = new DroppedHits();
        Add(drops, DropReason.Bot, Start, "shop.example");
        Add(drops, DropReason.Bot, Start + 1, "www.SHOP.example");
        Add(drops, DropReason.Blocked, Start + 2, "shop.example");
        Add(drops, DropReason.UnknownSite, Start + Hour, "other.example");
        Assert.Equal(
            [new(Start + Hour, "other.example", "unknown_site", 1), new(Start, "shop.example", "bot", 2), new(Start, "shop.example", "blocked", 1)],
            drops.Picture().Counts);
    }

    [Fact]
    public void Picture_ForgetsHours_OlderThanADay()
    {
        var drops = new DroppedHits();
        Add(drops, DropReason.Bot, Start, "old.example");
        Add(drops, DropReason.Bot, Start + (DroppedHits.Hours * Hour), "new.example");
        Assert.Equal("new.example", Assert.Single(drops.Picture().Counts).Domain);
    }

    [Fact]
    public void Domains_BeyondTheLimit_AreCountedTogether()
    {
        var drops = new DroppedHits();
        for (int i = 0; i < DroppedHits.MostDomains + 20; i++) Add(drops, DropReason.UnknownSite, Start, $"d{i}.example");
        Add(drops, DropReason.UnknownSite, Start, "übrig.example");
        IReadOnlyList<DroppedCount> counts = drops.Picture().Counts;
        Assert.Equal(DroppedHits.MostDomains + 1, counts.Count);
        Assert.Equal(21, counts.Single(count => count.Domain == DroppedHits.Others).Hits);
    }

    [Fact]
    public void Samples_HaveNoQuery_AndAreTakenNowAndThen()
    {
        var drops = new DroppedHits();
        for (int i = 0; i < 100; i++) Add(drops, DropReason.Bot, Start + i, "shop.example");
        DroppedSample sample = Assert.Single(drops.Picture().Samples);
        Assert.Equal(new DroppedSample(Start, "shop.example", "bot", "https://shop.example/page", "crawler"), sample);
        for (int i = 1; i <= 2 * DroppedHits.MostSamples; i++) Add(drops, DropReason.Bot, Start + (i * 1000), "shop.example");
        Assert.Equal(DroppedHits.MostSamples, drops.Picture().Samples.Count);
        Assert.Equal(Start + (2 * DroppedHits.MostSamples * 1000), drops.Picture().Samples[0].TimeMs);
    }

    [Fact]
    public async Task Counts_AreExact_WhenManyCountAtOnce()
    {
        var drops = new DroppedHits();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 5000; i++) Add(drops, DropReason.Bot, Start + (i % 3 * Hour), $"d{(i + thread) % 7}.example");
        })));
        Assert.Equal(40_000, drops.Picture().Counts.Sum(count => count.Hits));
    }

    [Fact]
    public void Merge_AddsWhatProcessesCounted()
    {
        var count = new DroppedCount(Start, "shop.example", "bot", 2);
        DroppedPicture both = DroppedPicture.Merge([new([count], []), new([count with { Hits = 3 }], []), DroppedPicture.Empty]);
        Assert.Equal(5, Assert.Single(both.Counts).Hits);
        Assert.Equal(both.Counts, HealthJson.Read<DroppedPicture>(HealthJson.Write(both))!.Counts);
    }

    private static void Add(DroppedHits drops, DropReason reason, long nowMs, string domain) =>
        drops.Add(reason, nowMs, Encoding.UTF8.GetBytes(domain), "https://shop.example/page?email=ann@shop.example"u8, "crawler"u8);
}
