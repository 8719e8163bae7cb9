using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Boards;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Drafts;
using GaOrleans.Portal.Queries.Saving;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Portal.Tests.Boards;

public sealed class BoardTests
{
    private static readonly Board Three = new("what", [new BoardTile("a"), new BoardTile("b", 4, 2, "B \"><script>", AnswerChart.Map), new BoardTile("c", 1)]);

    [Fact]
    public void Board_IsAsWritten()
    {
        Board read = Board.Read(Three.Write())!;

        Assert.Equal(Three.Description, read.Description);
        Assert.Equal(Three.Tiles, read.Tiles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("""{"v":2,"description":"","tiles":[]}""")]
    [InlineData("""{"v":1,"tiles":{}}""")]
    [InlineData("""{"v":1,"tiles":[{"query":7}]}""")]
    public void Board_IsNone_WhenTheDocumentIsNone(string json) => Assert.Null(Board.Read(json));

    [Fact]
    public void Tile_FitsTheBoard_WhateverTheDocumentSays()
    {
        Board board = Board.Read("""{"v":1,"description":"","tiles":[{"query":"a","width":99,"height":-5,"chart":"unheard of","later":1}]}""")!;

        Assert.Equal(new BoardTile("a", Board.Columns, 1), Assert.Single(board.Tiles));
    }

    [Theory]
    [InlineData(0, 2, "bca")]
    [InlineData(2, 0, "cab")]
    [InlineData(1, 1, "abc")]
    [InlineData(0, 99, "bca")]
    [InlineData(7, 0, "abc")]
    [InlineData(-1, 0, "abc")]
    public void Tile_StandsWhereItIsMovedTo(int from, int to, string order) =>
        Assert.Equal(order, string.Concat(Three.Moved(from, to).Tiles.Select(tile => tile.Query)));

    [Fact]
    public void Tiles_AreNeverLostNorDoubled_WhateverIsMoved()
    {
        var random = new Random(3);
        Board board = Three;
        for (int i = 0; i < 1000; i++)
        {
            board = board.Moved(random.Next(-1, 4), random.Next(-1, 5));
            Assert.Equal(["a", "b", "c"], board.Tiles.Select(tile => tile.Query).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Board_TakesNoMoreTiles_WhenItIsFull()
    {
        Board board = Board.Empty;
        for (int i = 0; i < Board.MostTiles + 5; i++) board = board.With(new BoardTile("a"));

        Assert.Equal(Board.MostTiles, board.Tiles.Count);
        Assert.Equal(Board.MostTiles - 1, board.Without(3).Tiles.Count);
    }

    [Fact]
    public async Task Tiles_FollowTheirQuery_WhenItIsRenamed()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var boards = new SavedBoards(store);
        await boards.SaveAsync(site.Id, "one", Three, default, default);
        await store.PutDocumentAsync(site.Id, DocumentKind.Board, "broken", "{", default);

        await boards.RenameQueryAsync(site.Id, "b", "new", default);

        Assert.Equal(["a", "new", "c"], boards.Find(site.Id, "one")!.Board!.Tiles.Select(tile => tile.Query));
        Assert.Null(boards.Find(site.Id, "broken")!.Board);
    }

    [Fact]
    public async Task Board_IsNotOverwritten_WhenSomebodyElseChangedIt()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var boards = new SavedBoards(store);
        await boards.SaveAsync(site.Id, "one", Three, default, default);
        SavedBoard ours = boards.Find(site.Id, "one")!, theirs = boards.Find(site.Id, "one")!;

        Assert.True((await boards.SaveAsync(site.Id, "one", theirs.Board!.Without(0), theirs.Version, default)).IsSaved);
        Assert.Equal(SaveOutcome.Conflict, (await boards.SaveAsync(site.Id, "one", ours.Board!.Moved(0, 2), ours.Version, default)).Outcome);
        Assert.Equal(["b", "c"], boards.Find(site.Id, "one")!.Board!.Tiles.Select(tile => tile.Query));
        Assert.Equal(SaveOutcome.Taken, (await boards.SaveAsync(site.Id, "one", Board.Empty, default, default)).Outcome);
        Assert.Equal(SaveOutcome.Gone, (await boards.SaveAsync(site.Id + 1, "one", Board.Empty, default, default)).Outcome);

        // What is right on any board is made on what is there.
        Assert.True((await boards.ChangeAsync(site.Id, "one", board => board.With(new BoardTile("d")), default)).IsSaved);
        Assert.Equal(["b", "c", "d"], boards.Find(site.Id, "one")!.Board!.Tiles.Select(tile => tile.Query));
        Assert.True((await boards.ChangeAsync(site.Id, "new", board => board.With(new BoardTile("d")), default)).IsSaved);
    }

    [Fact]
    public async Task Rename_LeavesWhatSomebodyElseMadeOfTheOldOne()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        var boards = new SavedBoards(store);
        await boards.SaveAsync(site.Id, "one", Three, default, default);
        SavedBoard seen = boards.Find(site.Id, "one")!;
        Assert.True((await boards.RenameAsync(site.Id, seen, "two", default)).IsSaved);
        Assert.Equal(["two"], boards.Of(site.Id).Select(board => board.Name));

        seen = boards.Find(site.Id, "two")!;
        await boards.ChangeAsync(site.Id, "two", board => board.Without(0), default);
        Assert.True((await boards.RenameAsync(site.Id, seen, "three", default)).IsSaved);
        Assert.Equal(["three", "two"], boards.Of(site.Id).Select(board => board.Name));
    }

    [Fact]
    public async Task Board_ThatCannotBeRead_IsNotOverwritten()
    {
        (InMemoryConfigurationStore store, Site site, string _) = await InMemoryConfigurationStore.WithSiteAsync("a.example");
        await store.PutDocumentAsync(site.Id, DocumentKind.Board, "later", """{"v":2}""", default);
        Assert.Equal(SaveOutcome.Taken, (await new SavedBoards(store).ChangeAsync(site.Id, "later", board => board.With(new BoardTile("d")), default)).Outcome);
        Assert.Equal("""{"v":2}""", store.FindDocument(site.Id, DocumentKind.Board, "later")!.Json);
    }

    [Fact]
    public void Address_SaysRangeAndScreen()
    {
        Assert.Equal("/sites/a.example/boards/My%20board", BoardAddress.Of("a.example", "My board"));
        Assert.Equal("/sites/a.example/boards/x?range=7d&screen=1", BoardAddress.Of("a.example", "x", new DraftRange("7d"), fullScreen: true));
        Assert.Equal("/sites/a.example/boards/open?name=a%2Fb&from=2026-01-01&to=2026-01-02", BoardAddress.Of("a.example", "a/b", new DraftRange(null, "2026-01-01", "2026-01-02")));
        Assert.Equal(new DraftRange(null, "2026-01-01", "2026-01-02"), BoardAddress.RangeOf(null, "2026-01-01", "2026-01-02"));
        Assert.Equal(new DraftRange("7d"), BoardAddress.RangeOf("7d", null, null));
        Assert.Null(BoardAddress.RangeOf("", null, null));
    }
}
