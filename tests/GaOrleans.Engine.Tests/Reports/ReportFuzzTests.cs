using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Engine.Tests.Reports;

public class ReportFuzzTests
{
    [Fact]
    public async Task AnyQuery_IsAnsweredOrRefused_NeverMore()
    {
        const int seed = 4711;
        var clock = new ManualClock("2026-09-10T12:00:00Z");
        Zones.TryFind("Europe/Berlin", out ZoneRules? zone);
        var reader = new FakeReader(zone!);
        (InMemoryConfigurationStore store, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", clock);
        await store.PutGoalAsync(site.Id, new Goal(0, "Visit /a", null, "/a", null, new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        await store.PutGoalAsync(site.Id, new Goal(0, "Buy", "Buy", null, "EUR", new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        for (int i = 0; i < 60; i++)
        {
            string time = DateTimeOffset.Parse("2026-09-08T20:00:00Z").AddMinutes(i * 31).ToString("O");
            reader.Add(time, (ulong)(i % 7) + 1, i % 3 == 0 ? "/a" : "/", i % 5 == 0 ? "Buy" : "pageview", "Google", i % 5 == 0 ? new Revenue(i * 100, "EUR") : null);
        }

        using var service = new ReportService(reader, store, clock, new ReportLimits(), new CoreCalculator());
        var random = new Random(seed);
        int answered = 0;
        for (int round = 0; round < 1_500; round++)
        {
            string query = RandomQueries.Make(random);
            ReportAnswer answer = await service.AnswerAsync(site, Encoding.UTF8.GetBytes(query), CancellationToken.None);
            Assert.True(answer.Status is 200 or 400, $"seed {seed}, round {round}, status {answer.Status}: {query} {Encoding.UTF8.GetString(answer.Body.Span)}");
            if (answer.Status == 200) answered++;
        }

        Assert.InRange(answered, 200, 1_400);
    }
}
