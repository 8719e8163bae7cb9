using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class QueryEditorTests
{
    private readonly QueryEditor _editor = new(new QueryCheck([], _ => null));

    [Fact]
    public void Json_FollowsTheBuilder()
    {
        _editor.Take(QueryDraft.New);
        _editor.Take(_editor.Draft! with { Metrics = ["visits"] });

        Assert.Contains("\"metrics\": [\"visits\"]", _editor.Json, StringComparison.Ordinal);
        Assert.True(_editor.IsReady);
    }

    [Fact]
    public void Builder_FollowsTheJson()
    {
        _editor.Take(QueryDraft.New);
        _editor.TakeJson("""{"metrics":["bounce_rate"],   "date_range":"7d"}""");

        Assert.Equal(["bounce_rate"], _editor.Draft!.Metrics);
        Assert.Equal("""{"metrics":["bounce_rate"],   "date_range":"7d"}""", _editor.Json);
        Assert.Equal("""{"metrics":["bounce_rate"],"date_range":"7d"}""", _editor.Compact);
    }

    [Theory]
    [InlineData("{\"metrics\": [\"visitors\"], ")]
    [InlineData("{\"metrics\": [\"visitors\"], \"date_range\": \"7d\", \"unheard\": 1}")]
    public void Json_StaysAsTyped_WhenTheBuilderCannotShowIt(string json)
    {
        _editor.Take(QueryDraft.New);
        _editor.TakeJson(json);

        Assert.Null(_editor.Draft);
        Assert.NotNull(_editor.NotShown);
        Assert.Equal(json, _editor.Json);
        Assert.Equal(json, _editor.Compact);
        Assert.False(_editor.IsReady);
    }

    [Fact]
    public void Query_IsNotReady_WhileAConditionWaitsForItsValues()
    {
        _editor.Take(QueryDraft.New with { Filters = [new DraftFilter.Match("is", "visit:source", [])] });

        Assert.Empty(_editor.Problems);
        Assert.False(_editor.IsReady);
    }

    [Fact]
    public void Problems_StandAtTheirPart()
    {
        _editor.Take(QueryDraft.New with { Metrics = [], Dimensions = ["visit:shoe"] });

        Assert.Equal("Choose at least one.", _editor.ProblemOf("metrics"));
        Assert.NotNull(_editor.ProblemOf("dimensions"));
        Assert.Null(_editor.ProblemOf("filters"));
    }
}
