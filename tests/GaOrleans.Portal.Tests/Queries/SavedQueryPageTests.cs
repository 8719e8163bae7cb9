using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Saving;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class SavedQueryPageTests
{
    private static readonly SavedQuery[] Many = [.. Enumerable.Range(0, 10_000).Select(i => new SavedQuery($"Query {i:0000}", "{}", new QueryCard(i % 100 == 7 ? "for the Board" : "", null), new DocumentVersion(i + 1, 10_000 - i)))];

    [Theory]
    [InlineData("", 1, 1, 200, 10_000, "Query 0000")]
    [InlineData("", 200, 200, 200, 10_000, "Query 9950")]
    [InlineData("", 999, 200, 200, 10_000, "Query 9950")]
    [InlineData("", -3, 1, 200, 10_000, "Query 0000")]
    [InlineData("BOARD", 2, 2, 2, 100, "Query 5007")]
    [InlineData("board  00 ", 1, 1, 1, 10, "Query 0007")]
    [InlineData("query 0042", 5, 1, 1, 1, "Query 0042")]
    public void Page_HasWhatWasLookedFor(string text, int asked, int number, int pages, int found, string first)
    {
        SavedQueryPage page = SavedQueryPage.Of(Many, text, asked, latestFirst: false);

        Assert.Equal((number, pages, found, first), (page.Number, page.Pages, page.Found, page.Items[0].Name));
        Assert.Equal(page.Items.Count, Math.Min(SavedQueryPage.Size, page.Found - page.First + 1));
    }

    [Fact]
    public void Page_BeginsWithWhatWasSavedLast_WhenAskedTo()
    {
        Assert.Equal("Query 0000", SavedQueryPage.Of([.. Many.Reverse()], "", 1, latestFirst: true).Items[0].Name);
        Assert.Equal("Query 9999", SavedQueryPage.Of(Many, "", 200, latestFirst: true).Items[^1].Name);
    }

    [Fact]
    public void Page_IsEmpty_WhenThereIsNothing()
    {
        SavedQueryPage page = SavedQueryPage.Of(Many, "nothing like it", 3, latestFirst: false);
        Assert.Equal((0, 1, 1, 0), (page.Items.Count, page.Number, page.Pages, page.Found));
    }

    [Fact]
    public void Address_LeadsToThePageOfTheList()
    {
        Assert.Equal("/sites/a.example/queries", QueryAddress.List("a.example", "", 1, latestFirst: false));
        Assert.Equal("/sites/a.example/queries?search=a%20%26%20b&page=3&order=latest", QueryAddress.List("a.example", "a & b", 3, latestFirst: true));
    }
}
