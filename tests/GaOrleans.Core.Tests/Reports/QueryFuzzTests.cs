using System.Diagnostics;
using System.Text;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Tests.Reports;

public class QueryFuzzTests
{
    private static readonly string[] Seeds =
    [
        """{"site_id":"example.com","metrics":["visitors","conversion_rate","bounce_rate"],"date_range":"7d","dimensions":["visit:source","time"],"filters":[["is","event:goal",["Signup"]],["or",[["matches","event:page",["^/a{2,3}$"]],["not",["contains","visit:city",["x"],{"case_sensitive":false}]]]]],"order_by":[["visitors","desc"]],"include":{"time_labels":true,"total_rows":true,"comparisons":{"mode":"previous_period","match_day_of_week":true}},"pagination":{"limit":100,"offset":5}}""",
        """{"metrics":["events","total_revenue","percentage","time_on_page"],"date_range":["2024-01-01T12:00:00+02:00","2024-01-01T15:59:59+02:00"],"dimensions":["event:page"],"filters":[["has_not_done",["is","event:name",["Purchase"]]],["is","segment",[1,2]]]}""",
        """{"metrics":["visits"],"date_range":["2026-03-01","2026-04-30"],"dimensions":["time:hour"],"include":{"comparisons":{"mode":"custom","date_range":["2025-10-01","2025-10-31"]}},"date":"2026-05-05"}""",
        """{"metrics":["views_per_visit"],"date_range":"all","filters":[["contains_not","event:props:a\u00e9",["\ud83d\ude00","b\\\"c"]]]}""",
    ];

    private static readonly string[] Pieces =
    [
        "\"", "[", "]", "{", "}", ",", ":", "null", "true", "-1", "1e999", "99999999999999999999", "\\ud800", "\\u0000", "\"time\"", "\"all\"", "\"24h\"", "\"5000d\"", "\"100mo\"",
        "\"1899-01-01\"", "\"2199-12-31\"", "\"event:goal\"", "\"event:props:x\"", "\"segment\"", "[\"is\",\"segment\",[7]]", "\"matches\"", "\"((a*)*)*\"", "\"(a|b|ab){99}\"", "[[", "]]", "\u00e9", "\ud83d\ude00",
    ];

    [Fact]
    public void AnyQuery_GivesAPlanOrAnError_NeverMore()
    {
        const int seed = 20260910;
        var random = new Random(seed);
        PlanContext[] contexts = [Asked.Context("Europe/Berlin", "2026-03-29T01:30:00Z", "1999-01-01T00:00:00Z", Asked.Goal("Signup", "EUR")), Asked.Context("Pacific/Apia", "2026-09-10T12:00:00Z")];
        var clock = Stopwatch.StartNew();
        int plans = 0, errors = 0;
        for (int i = 0; i < 6_000; i++)
        {
            byte[] query = Mutated(random);
            string? error = Try(query, contexts[i % contexts.Length]);
            if (error is null) plans++;
            else errors++;
            Assert.True(error is null || error.Length < 50_000, $"seed {seed}, round {i}");
            if (error is not null) _ = AnswerWriter.WriteError(error);
        }

        Assert.True(plans > 200 && errors > 200, $"{plans} plans, {errors} errors: the mutations test nothing");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(120), "6,000 queries took longer than two minutes");
    }

    private static string? Try(byte[] query, PlanContext context)
    {
        ParsedQuery parsed = QueryParser.Parse(query);
        if (!parsed.IsValid) return parsed.Error;
        string? Segment(long id) => id == 1 ? """{"filters":[["is","visit:country",["DE"]]]}""" : id == 2 ? "[[\"is\",\"event:page\",[\"/\"]]]" : null;
        if (SegmentExpansion.Expand(parsed.Query!.Filters, Segment, out string? error) is not { } filters) return error;
        ReportQuery expanded = parsed.Query with { Filters = filters };
        error = QueryValidator.Problem(expanded, context.Goals);
        if (error is not null) return error;
        if (ReportPlanner.Plan(expanded, context, out error) is not { } plan) return error;
        ReportTable Execute(ReportPlan of) => new() { Groups = of.Dimensions.Count == 0 ? [new ReportGroup([], -1, default)] : [] };
        AnswerBody body = AnswerWriter.Write(AnswerComposer.Compose(plan, plan.Tables.Count(Execute), plan.Comparison?.Count(Execute)), "example.com", 0);
        Assert.True(body.Utf8.Length > 0);
        return null;
    }

    private static byte[] Mutated(Random random)
    {
        var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 12), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    text.Insert(at, text.ToString(at, length));
                    break;
            }

            if (text.Length == 0) text.Append('{');
        }

        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(20) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
