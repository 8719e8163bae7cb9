using GaOrleans.Core.Reports;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Catalog;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class QueryCheckTests
{
    private static readonly QueryCheck Check = new([new Goal(1, "Signup", "signup", null, null, new Dictionary<string, string>(StringComparer.Ordinal))], id => id == 7 ? """[["is","visit:os",["Mac"]]]""" : null);

    [Theory]
    [InlineData("""{"metrics":["visitors","baa"],"date_range":"7d"}""", "#/metrics/1")]
    [InlineData("""{"metrics":[],"date_range":"7d"}""", "#/metrics")]
    [InlineData("""{"metrics":["visitors"],"date_range":"yesterday"}""", "#/date_range")]
    [InlineData("""{"metrics":["visitors"],"date_range":"0d"}""", "#/date_range")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","dimensions":["visit:shoe"]}""", "#/dimensions/0")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":[["is","visit:os",["Mac"]],["is"]]}""", "#/filters/1")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":[["matches","visit:os",["("]]]}""", "#/filters")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":[["is","event:goal",["Gone"]]]}""", "#/filters")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":[["is","segment",[8]]]}""", "#/filters")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","order_by":[["visits","asc"]]}""", "#/order_by")]
    [InlineData("""{"metrics":["scroll_depth"],"date_range":"7d"}""", "#/metrics")]
    [InlineData("""{"metrics":["bounce_rate"],"date_range":"7d","dimensions":["event:name"]}""", "#/metrics")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","include":{"comparisons":{"mode":"never"}}}""", "#/include/comparisons/mode")]
    [InlineData("nonsense", "#")]
    public void Check_NamesThePlace_WhenSomethingIsWrong(string json, string place)
    {
        QueryProblem problem = Assert.Single(Check.Problems(json));

        Assert.Equal(place, problem.Place);
        Assert.NotEmpty(problem.Message);
    }

    [Theory]
    [InlineData("""{"metrics":["visitors","conversion_rate"],"date_range":"7d","filters":[["is","event:goal",["Signup"]],["is","segment",[7]]]}""")]
    public void Check_FindsNothing_WhenTheServiceWouldAnswer(string json) => Assert.Empty(Check.Problems(json));

    [Fact]
    public void Check_SpeaksInLabels()
    {
        QueryProblem problem = Check.Problems("""{"metrics":["scroll_depth"],"date_range":"7d"}""")[0];

        Assert.Equal("Scroll depth needs a filter on, or grouping by, Page.", problem.Message);
    }

    [Fact]
    public void Choices_AreThoseThatTheServiceTakes()
    {
        var draft = new QueryDraft { Metrics = ["visitors"], Dimensions = ["event:name"] };

        Assert.NotNull(ChoiceRules.WhyNotMetric(draft, "bounce_rate", Check));
        Assert.Null(ChoiceRules.WhyNotMetric(draft, "events", Check));
        Assert.Null(ChoiceRules.WhyNotMetric(draft, "visitors", Check));
        Assert.NotNull(ChoiceRules.WhyNotDimension(draft with { Metrics = ["events"] }, "visit:exit_page", Check));
        Assert.Null(ChoiceRules.WhyNotDimension(draft with { Dimensions = ["time:day"] }, "time:hour", Check));
        Assert.Null(ChoiceRules.WhyNotDimension(draft, "visit:os", Check));
    }

    [Fact]
    public void Time_TakesThePlaceOfTheOtherTime()
    {
        Assert.Equal(["visit:os", "time:hour", "event:page"], ChoiceRules.WithDimensions(new QueryDraft(), ["visit:os", "time:day", "event:page", "time:hour"]).Dimensions);
        Assert.Equal(["visit:os"], ChoiceRules.WithDimensions(new QueryDraft(), ["visit:os"]).Dimensions);
    }

    [Fact]
    public void Catalog_HasEveryNameOfTheLanguage()
    {
        Assert.Equal(Enum.GetValues<Metric>().Select(Core.Reports.Queries.QueryNames.Of).Order(StringComparer.Ordinal), MetricCatalog.All.Select(metric => metric.Name).Order(StringComparer.Ordinal));
        IEnumerable<string> dimensions = Enum.GetValues<DimensionKind>().Where(kind => kind is not (DimensionKind.Segment or DimensionKind.Property)).Select(kind => Core.Reports.Queries.QueryNames.Of(new Dimension(kind)));
        Assert.Equal(dimensions.Order(StringComparer.Ordinal), DimensionCatalog.All.Select(dimension => dimension.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("is", "visit:source", "", false)]
    [InlineData("is", "visit:source", "Google", true)]
    [InlineData("is", "event:props:", "x", false)]
    [InlineData("is", "visit:country", "Germany", false)]
    [InlineData("contains", "visit:country", "Germany", true)]
    [InlineData("matches", "visit:source", "a(?=b)", false)]
    [InlineData("matches", "visit:source", "^a", true)]
    public void Condition_IsFinished_WhenItCanBeAsked(string by, string dimension, string value, bool finished)
    {
        var match = new DraftFilter.Match(by, dimension, value.Length == 0 ? [] : [new DraftValue(value)]);

        Assert.Equal(finished, FilterCheck.Problem(match) is null);
        Assert.Equal(finished, FilterCheck.AllFinished([new DraftFilter.Not(new DraftFilter.Group(true, [match]))]));
    }
}
