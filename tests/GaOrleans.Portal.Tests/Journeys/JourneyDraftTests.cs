using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Journeys;
using GaOrleans.Portal.Queries.Drafts;
using GaOrleans.Portal.Queries.Saving;
using GaOrleans.TestKit.Configuration;
using JourneyCondition = GaOrleans.Portal.Journeys.JourneyCondition;

namespace GaOrleans.Portal.Tests.Journeys;

public sealed class JourneyDraftTests
{
    [Theory]
    [InlineData("""{"date_range":"30d","filters":[["is","visit:country",["DE"]]],"steps":[{"page":"/product/**"},{"name":"Into the cart","event":"add_to_cart"},{"goal":"Purchase","filters":[["is","event:props:plan",["pro"]]]}],"window_seconds":86400,"scope":"visit","breakdown":"visit:source","limit":10}""")]
    [InlineData("""{"date_range":["2026-01-01","2026-01-31"],"steps":[{"page":"\"><script>"},{"event":"=cmd()"}]}""")]
    public void Funnel_SaysWhatItsRequestSays(string json) => AssertSame<FunnelDraft>(json);

    [Theory]
    [InlineData("""{"date_range":"91d","period":"week","periods":8,"lookback_days":30,"first":{"goal":"Signup"},"return":{"event":"pageview"}}""")]
    [InlineData("""{"date_range":"30d","period":"day"}""")]
    public void Retention_SaysWhatItsRequestSays(string json) => AssertSame<RetentionDraft>(json);

    [Theory]
    [InlineData("""{"date_range":"7d","from":{"page":"/"},"items":"pages","steps":4,"nodes":10}""")]
    [InlineData("""{"date_range":"7d","to":{"event":"purchase"},"items":"events","steps":6,"nodes":50,"repeats":true}""")]
    [InlineData("""{"date_range":"7d","items":"pages","steps":2,"nodes":1}""")]
    public void Paths_SayWhatTheirRequestSays(string json) => AssertSame<PathDraft>(json);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"date_range":"7d","later":1}""")]
    [InlineData("""{"date_range":"7d","filters":7}""")]
    public void Draft_IsNone_WhenItCouldNotHoldAllThatTheRequestSays(string json)
    {
        Assert.Null(FunnelDraft.Read(json));
        Assert.Null(RetentionDraft.Read(json));
        Assert.Null(PathDraft.Read(json));
    }

    [Fact]
    public void FinishedDrafts_AreTakenByTheService()
    {
        FunnelDraft funnel = FunnelDraft.New with { Steps = [JourneyCondition.Empty with { Page = "/" }, JourneyCondition.Empty with { Event = "x" }] };
        Assert.True(funnel.IsFinished);
        AssertTaken(JourneyKind.Funnel, funnel.Write());
        Assert.True(RetentionDraft.New.IsFinished);
        AssertTaken(JourneyKind.Retention, RetentionDraft.New.Write());
        Assert.True(PathDraft.New.IsFinished);
        AssertTaken(JourneyKind.Paths, PathDraft.New.Write());
    }

    [Fact]
    public void Draft_IsNotFinished_WhileAStepSaysNothing()
    {
        Assert.False(FunnelDraft.New.IsFinished);
        Assert.False((RetentionDraft.New with { First = JourneyCondition.Empty }).IsFinished);
        Assert.False((PathDraft.New with { Anchor = JourneyCondition.Empty }).IsFinished);
        Assert.False((PathDraft.New with { Filters = [new DraftFilter.Match("is", "visit:os", [])] }).IsFinished);
    }

    [Fact]
    public async Task Report_IsAsSaved_AndBrokenOnesAreLeftOut()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var journeys = new SavedJourneys(store);
        var saved = new SavedJourney("\"><b>", new JourneyCard("what", PathDraft.New.Write(indented: false)));
        SaveResult result = await journeys.SaveAsync(site.Id, DocumentKind.Path, saved, default);
        await store.PutDocumentAsync(site.Id, DocumentKind.Path, "broken", "{", default);
        await store.PutDocumentAsync(site.Id, DocumentKind.Path, "later", """{"v":2,"description":"","request":{}}""", default);

        Assert.Equal([saved with { Version = result.Version }], journeys.Of(site.Id, DocumentKind.Path));
        Assert.Empty(journeys.Of(site.Id, DocumentKind.Funnel));
        Assert.True(await journeys.DeleteAsync(site.Id, DocumentKind.Path, saved.Name, default));
        Assert.Empty(journeys.Of(site.Id, DocumentKind.Path));
    }

    [Fact]
    public async Task Report_IsNotOverwritten_WhenSomebodyElseChangedIt()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var journeys = new SavedJourneys(store);
        await journeys.SaveAsync(site.Id, DocumentKind.Path, new SavedJourney("a", new JourneyCard("", "{}")), default);
        await journeys.SaveAsync(site.Id, DocumentKind.Path, new SavedJourney("b", new JourneyCard("", "{}")), default);
        SavedJourney seen = journeys.Find(site.Id, DocumentKind.Path, "a")!;
        await journeys.SaveAsync(site.Id, DocumentKind.Path, seen with { Card = new JourneyCard("theirs", "{}") }, default);

        Assert.Equal(SaveOutcome.Conflict, (await journeys.SaveAsync(site.Id, DocumentKind.Path, seen, default)).Outcome);
        Assert.Equal(SaveOutcome.Conflict, (await journeys.RenameAsync(site.Id, DocumentKind.Path, seen, "c", default)).Outcome);
        SavedJourney now = journeys.Find(site.Id, DocumentKind.Path, "a")!;
        Assert.Equal("theirs", now.Card.Description);
        Assert.Equal(SaveOutcome.Taken, (await journeys.RenameAsync(site.Id, DocumentKind.Path, now, "b", default)).Outcome);
        Assert.True((await journeys.RenameAsync(site.Id, DocumentKind.Path, now, "c", default)).IsSaved);
        Assert.Equal(["b", "c"], journeys.Of(site.Id, DocumentKind.Path).Select(journey => journey.Name));
    }

    [Fact]
    public void Paths_AreNotShown_WhenTheyBeginAndEndSomewhere() => Assert.Null(PathDraft.Read("""{"date_range":"7d","from":{"page":"/"},"to":{"page":"/a"}}"""));

    [Theory]
    [InlineData(1, "A funnel needs at least 2 steps: this one has 1.")]
    [InlineData(2, null)]
    [InlineData(8, null)]
    [InlineData(10, "A funnel has at most 8 steps: this one has 10. Remove some.")]
    public void Funnel_SaysHowManyStepsItCanHave(int steps, string? expected)
    {
        FunnelDraft draft = FunnelDraft.New with { Steps = [.. Enumerable.Repeat(FunnelDraft.New.Steps[0], steps)] };
        Assert.Equal((expected, expected is null), (draft.StepProblem, draft.IsFinished));
    }

    [Fact]
    public void Address_CarriesNameAndDraft()
    {
        Assert.Equal("/sites/a.example/funnels", JourneyAddress.Of("a.example", "funnels", null, null));
        Assert.Equal("/sites/a.example/funnels?name=a%2Fb&q=%7B%7D", JourneyAddress.Of("a.example", "funnels", "a/b", "{}"));
    }

    private static void AssertSame<TDraft>(string json)
        where TDraft : class, IJourneyDraft<TDraft>
    {
        TDraft draft = TDraft.Read(json)!;

        Assert.NotNull(draft);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(draft.Write()).RootElement), draft.Write());
        Assert.Equal(draft.Write(), TDraft.Read(draft.Write())!.Write());
    }

    private static void AssertTaken(JourneyKind kind, string json)
    {
        object? query = JourneyQuery.Parse(kind, Encoding.UTF8.GetBytes(json), out string? error);
        Assert.True(query is not null, error);
    }
}
