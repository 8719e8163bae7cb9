using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Portal.Boards;
using GaOrleans.Portal.Queries.Saving;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class QueryUsesTests : IAsyncLifetime
{
    private const string Json = """{"metrics":["visitors"],"date_range":"7d"}""";

    private InMemoryConfigurationStore _store = null!;
    private Site _site = null!;
    private SavedQueries _queries = null!;
    private SavedBoards _boards = null!;
    private NoticeDocuments _notices = null!;
    private QueryUses _uses = null!;

    public async Task InitializeAsync()
    {
        (_store, _site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        (_queries, _boards, _notices) = (new SavedQueries(_store), new SavedBoards(_store), new NoticeDocuments(_store, TimeProvider.System));
        _uses = new QueryUses(_queries, _boards, _notices);
        await _queries.SaveAsync(_site.Id, new SavedQuery("x", Json, new QueryCard("what", null)), default);
        await _queries.SaveAsync(_site.Id, new SavedQuery("y", Json, QueryCard.Empty), default);
        await _boards.SaveAsync(_site.Id, "b", Board.Empty.With(new BoardTile("x")).With(new BoardTile("y")), default, default);
        await ScheduleAsync("of x", "x");
        await ScheduleAsync("of y", "y");
        await ScheduleAsync("overview", null);
    }

    public Task DisposeAsync()
    {
        _store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Rename_ReachesAllThatNamesTheQuery()
    {
        SaveResult result = await _uses.RenameAsync(_site, Saved("x") with { Card = new QueryCard("new words", null) }, "z", default);

        Assert.Equal(Saved("z").Version, result.Version);
        Assert.Equal("new words", Saved("z").Card.Description);
        Assert.Equal(["y", "z"], _queries.Of(_site.Id).Select(query => query.Name));
        Assert.Equal(["z", "y"], _boards.Find(_site.Id, "b")!.Board!.Tiles.Select(tile => tile.Query));
        Assert.Equal(("z", "y", null), (QueryOf("of x"), QueryOf("of y"), QueryOf("overview")));
        Assert.Equal("The board “b” keeps its place. The schedule “of x” sends nothing until there is a query of this name again.", _uses.Of(_site.Id, "z").WhenDeleted);
        Assert.Empty(_uses.Of(_site.Id, "x").Schedules);
    }

    [Fact]
    public async Task Rename_ChangesNothing_WhenTheNameIsTakenOrTheQueryIsAnother()
    {
        SavedQuery before = Saved("x");
        Assert.Equal(SaveOutcome.Taken, (await _uses.RenameAsync(_site, before, "y", default)).Outcome);
        await _queries.SaveAsync(_site.Id, before with { Json = "{}" }, default);
        Assert.Equal(SaveOutcome.Conflict, (await _uses.RenameAsync(_site, before, "z", default)).Outcome);
        Assert.Equal(SaveOutcome.Conflict, (await _uses.RenameAsync(_site, before, "x", default)).Outcome);

        Assert.Equal("{}", Saved("x").Json);
        Assert.Equal(("x", "y"), (QueryOf("of x"), QueryOf("of y")));
        Assert.Equal(["x", "y"], _boards.Find(_site.Id, "b")!.Board!.Tiles.Select(tile => tile.Query));
    }

    [Fact]
    public void Use_IsToldInSentences()
    {
        Assert.Equal("The board “b” keeps its place. The schedule “of x” sends nothing until there is a query of this name again.", _uses.Of(_site.Id, "x").WhenDeleted);
        Assert.Equal("2 boards keep its place.", new QueryUse(["a", "b"], []).WhenDeleted);
        Assert.Equal("", new QueryUse([], []).WhenDeleted);
    }

    private SavedQuery Saved(string name) => _queries.Find(_site.Id, name)!;

    private string? QueryOf(string schedule) => Schedule.Read(_notices.Find(_site.Id, DocumentKind.Schedule, schedule)!.Json, out _)!.Query;

    private async Task ScheduleAsync(string name, string? query) =>
        Assert.Null(await _notices.SaveAsync(_site, name, new Schedule { Frequency = Frequency.Weekly, Query = query, To = ["ada@example.com"] }, isNew: true, default));
}
