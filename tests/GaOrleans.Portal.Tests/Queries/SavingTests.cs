using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Saving;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class SavingTests
{
    private const string Json = """{"metrics":["visitors"],"date_range":"7d"}""";

    [Theory]
    [InlineData("Visitors by day", true)]
    [InlineData("\"><script>alert(1)</script>", false)]
    [InlineData("“quoted” & <b>", true)]
    [InlineData("😀 مرحبا", true)]
    [InlineData("", false)]
    [InlineData(" x", false)]
    [InlineData("new", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("50%", false)]
    [InlineData("a\tb", false)]
    public void Name_CanBeGiven_WhenItCanStandInAnAddress(string name, bool can)
    {
        Assert.Equal(can, DocumentName.Problem(name) is null);
    }

    [Fact]
    public void Name_IsRefused_WhenItIsHalfACharacter() => Assert.NotNull(DocumentName.Problem("a\ud800"));

    [Fact]
    public void Name_IsRefused_WhenItIsTooLong() => Assert.NotNull(DocumentName.Problem(new string('x', 121)));

    [Fact]
    public void Copy_GetsAFreeName()
    {
        Assert.Equal("x copy", DocumentName.ForCopy("x", ["x"]));
        Assert.Equal("x copy 2", DocumentName.ForCopy("x", ["x", "x copy"]));
        string cut = DocumentName.ForCopy(new string('a', 114) + "😀", []);
        Assert.Null(DocumentName.Problem(cut));
        Assert.EndsWith("a copy", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_IsTheSamePlace_WhateverTheName()
    {
        Assert.Equal("/sites/a.example/queries/Visitors%20by%20day", QueryAddress.Saved("a.example", "Visitors by day"));
        Assert.Equal("/sites/a.example/queries/new?name=a%2Fb", QueryAddress.Saved("a.example", "a/b"));
        Assert.Equal("/sites/a.example/queries/new?name=a%2Fb&q=%7B%7D&chart=bar_list", QueryAddress.Draft("a.example", "a/b", "{}", AnswerChart.BarList));
        Assert.Equal("/sites/a.example/queries/new?chart=map", QueryAddress.Draft("a.example", null, new string('x', 7000), AnswerChart.Map));
        Assert.Null(QueryAddress.Download("a.example", "query", "csv", new string('x', 7000), "x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"v":2,"description":""}""")]
    [InlineData("""{"v":1,"description":5}""")]
    public void Card_IsNone_WhenTheDocumentIsNone(string json) => Assert.Null(QueryCard.Read(json));

    [Fact]
    public void Card_IsAsWritten()
    {
        var card = new QueryCard("\"><script>=cmd()", AnswerChart.Donut);

        Assert.Equal(card, QueryCard.Read(card.Write()));
        Assert.Equal(QueryCard.Empty, QueryCard.Read(QueryCard.Empty.Write()));
        Assert.Equal(new QueryCard("x", null), QueryCard.Read("""{"v":1,"description":"x","chart":"unheard of","more":true}"""));
    }

    [Fact]
    public async Task Query_IsWhatTheApiStores_WhenItIsSaved()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var queries = new SavedQueries(store);

        Assert.True((await queries.SaveAsync(site.Id, new SavedQuery("x", Json, new QueryCard("what", AnswerChart.Number)), default)).IsSaved);

        Assert.Equal(Json, Assert.Single(store.DocumentsOf(site.Id, DocumentKind.Query)).Json);
        Assert.Equal("what", queries.Find(site.Id, "x")!.Card.Description);
    }

    [Fact]
    public async Task Query_OfTheApi_HasAnEmptyCard()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        await store.PutDocumentAsync(site.Id, DocumentKind.Query, "a/b", Json, default);
        await store.PutDocumentAsync(site.Id, DocumentKind.QueryCard, "a/b", "broken", default);

        Assert.Equal(QueryCard.Empty, Assert.Single(new SavedQueries(store).Of(site.Id)).Card);
    }

    [Fact]
    public async Task Query_IsThereAgain_WhenItsDeletionIsUndone()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var queries = new SavedQueries(store);
        await queries.SaveAsync(site.Id, new SavedQuery("x", Json, new QueryCard("what", null)), default);

        SavedQuery deleted = (await queries.DeleteAsync(site.Id, "x", default))!;
        Assert.Empty(queries.Of(site.Id));
        Assert.Null(await queries.DeleteAsync(site.Id, "x", default));
        Assert.True((await queries.SaveAsync(site.Id, deleted, default)).IsSaved);
        Assert.Equal(deleted.Card, queries.Find(site.Id, "x")!.Card);
    }

    [Fact]
    public async Task Query_IsNotOverwritten_WhenSomebodyElseChangedOrDeletedIt()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var queries = new SavedQueries(store);
        await queries.SaveAsync(site.Id, new SavedQuery("x", Json, new QueryCard("what", null)), default);
        SavedQuery ours = queries.Find(site.Id, "x")!, theirs = queries.Find(site.Id, "x")!;

        // Only the description changes: that is a change all the same.
        Assert.True((await queries.SaveAsync(site.Id, theirs with { Card = new QueryCard("theirs", null) }, default)).IsSaved);
        Assert.Equal(SaveOutcome.Conflict, (await queries.SaveAsync(site.Id, ours with { Json = "{}" }, default)).Outcome);
        Assert.Equal((Json, "theirs"), (queries.Find(site.Id, "x")!.Json, queries.Find(site.Id, "x")!.Card.Description));

        SavedQuery seen = queries.Find(site.Id, "x")!;
        await queries.DeleteAsync(site.Id, "x", default);
        Assert.Equal(SaveOutcome.Conflict, (await queries.SaveAsync(site.Id, seen, default)).Outcome);
        Assert.True((await queries.SaveAsync(site.Id, seen with { Version = default }, default)).IsSaved);
    }

    [Fact]
    public void Curl_IsOneCommand_WhateverTheQuerySays()
    {
        string line = CurlLine.Of("https://a.example/", "api/v2/query", """{"filters":[["is","visit:source",["it's `rm -rf` $HOME"]]]}""");

        Assert.StartsWith("curl 'https://a.example/api/v2/query' ", line, StringComparison.Ordinal);
        Assert.EndsWith("""--data-raw '{"filters":[["is","visit:source",["it'\''s `rm -rf` $HOME"]]]}'""", line, StringComparison.Ordinal);
    }
}
