using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Portal.Queries.Drafts;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Queries;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class DraftTests
{
    public static TheoryData<string> Shown() =>
    [
        """{"metrics":["visitors"],"date_range":"7d"}""",
        """{"site_id":"a.example","metrics":["visitors","baa"],"date_range":["2026-01-01","2026-01-31"],"date":"2026-02-01","dimensions":["time:day","event:props:plan"]}""",
        """{"metrics":["visitors"],"date_range":"7d","filters":[["is","visit:source",["Google","=cmd()"],{"case_sensitive":false}],["or",[["not",["contains","event:page",["/a"]]],["and",[["matches","visit:os",["^W"]]]]]]]}""",
        """{"metrics":["visitors"],"date_range":"7d","filters":[["has_done",["is","event:name",["signup"]]],["has_not_done",["is","event:page",["/"]]],["is","segment",[7]],["is","visit:city",[12,13]]]}""",
        """{"metrics":["visitors"],"date_range":"7d","order_by":[["visitors","asc"]],"include":{"time_labels":true,"total_rows":false,"imports":true,"comparisons":{"mode":"custom","date_range":["2026-01-01","2026-01-31"],"match_day_of_week":true}},"pagination":{"limit":10,"offset":5}}""",
        """{"metrics":[],"date_range":"7d","order_by":[]}""",
        """{"metrics":["visitors"],"date_range":"7d","filters":[["is","visit:source",["\"><script>alert(1)</script>","‮abc","😀","'; drop table"]]]}""",
    ];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Draft_SaysWhatTheJsonSays_WhenItIsReadAndWritten(string json)
    {
        QueryDraft draft = DraftReader.Read(json).Draft!;

        Assert.NotNull(draft);
        Assert.True(JsonElement.DeepEquals(Parsed(json), Parsed(DraftWriter.Write(draft))), DraftWriter.Write(draft));
        Assert.True(JsonElement.DeepEquals(Parsed(json), Parsed(DraftWriter.Write(draft, indented: false))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","unheard":1}""")]
    [InlineData("""{"metrics":["visitors"],"metrics":["visits"],"date_range":"7d"}""")]
    [InlineData("""{"metrics":"visitors","date_range":"7d"}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":7}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":["2026-01-01"]}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":[["is","visit:os",[1.5]]]}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":[["nor",[]]]}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","filters":["is"]}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","pagination":{"limit":99999999999}}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","pagination":{"limit":1e2}}""")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d","include":{"other":true}}""")]
    [InlineData("""{"metrics":["\ud800"],"date_range":"7d"}""")]
    public void Draft_IsNone_WhenItCouldNotHoldAllThatTheJsonSays(string json)
    {
        DraftReading reading = DraftReader.Read(json);

        Assert.Null(reading.Draft);
        Assert.False(string.IsNullOrEmpty(reading.NotShown));
    }

    [Theory]
    [InlineData("""{"metrics":["visitors"],"metrics":["visits"]}""", "a name is there twice")]
    [InlineData("{\n\"metrics\":", "it is not valid JSON in line 2")]
    [InlineData("""{"metrics":["\ud800"]}""", "it is not valid JSON")]
    public void Reading_SaysWhyThereIsNoDraft(string json, string expected) => Assert.Equal(expected, DraftReader.Read(json).NotShown);

    [Fact]
    public void Draft_SaysWhatTheJsonSays_WhateverValidQueryItIs()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            History history = HistoryGenerator.Make(seed % 10);
            string json = QueryGenerator.Make(random, history, history.Arrivals.Max(hit => hit.TimeMs)).ToJson();
            DraftReading reading = DraftReader.Read(json);

            Assert.True(reading.Draft is not null, $"seed {seed}: {reading.NotShown} {json}");
            string written = DraftWriter.Write(reading.Draft!);
            Assert.True(Valid(json) && Valid(written), $"seed {seed}: {written}");
            Assert.True(JsonElement.DeepEquals(Parsed(WithoutEmptyLists(json)), Parsed(written)), $"seed {seed}: {json} became {written}");
        }
    }

    [Fact]
    public void Reader_NeverThrows_WhateverIsCutOrChanged()
    {
        string[] queries = [.. ((IEnumerable<object[]>)Shown()).Select(row => (string)row[0])];
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = queries[random.Next(queries.Length)].ToCharArray();
            for (int change = random.Next(3); change >= 0; change--) text[random.Next(text.Length)] = "\"{}[],:\\0x\ud800"[random.Next(11)];
            DraftReading reading = DraftReader.Read(new string(text, 0, random.Next(text.Length + 1)));
            Assert.NotEqual(reading.Draft is null, reading.NotShown is null);
        }
    }

    [Fact]
    public void Writer_MakesJson_WhateverTheMerchantTypes()
    {
        var draft = new QueryDraft { Metrics = ["visitors"], Filters = [new DraftFilter.Match("is", "event:props:\ud800", [new DraftValue("\udfff\0\u2028</script>"), new DraftValue("no number", IsNumber: true)])] };

        Assert.NotNull(DraftReader.Read(DraftWriter.Write(draft)).Draft);
    }

    [Fact]
    public void Layout_KeepsConditionsOnALine()
    {
        string text = DraftWriter.Write(new QueryDraft { Metrics = ["visitors"], Filters = [new DraftFilter.Match("is", "visit:source", [new DraftValue("Google")])] });

        Assert.Equal("{\n  \"metrics\": [\"visitors\"],\n  \"date_range\": \"30d\",\n  \"filters\": [\n    [\"is\", \"visit:source\", [\"Google\"]]\n  ]\n}", text);
    }

    [Fact]
    public void Tidied_ForgetsTheOrderOfWhatIsGone()
    {
        var draft = new QueryDraft { Metrics = ["visitors"], Dimensions = ["visit:os"], Order = [new DraftOrder("visits", true), new DraftOrder("visit:os", false)] };

        Assert.Equal([new DraftOrder("visit:os", false)], draft.Tidied().Order!);
        Assert.Null((draft with { Dimensions = [] }).Tidied().Order);
    }

    private static bool Valid(string json) => QueryParser.Parse(Encoding.UTF8.GetBytes(json)).IsValid;

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;

    // Empty lists say the same as none.
    private static string WithoutEmptyLists(string json) =>
        json.Replace("\"dimensions\":[],", "", StringComparison.Ordinal).Replace("\"filters\":[],", "", StringComparison.Ordinal);
}
