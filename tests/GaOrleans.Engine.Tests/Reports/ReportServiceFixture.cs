using System.Text;
using System.Text.Json;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Engine.Tests.Reports;

/// <summary>A site without hits, its clock and what asks its reports.</summary>
public abstract class ReportServiceFixture : IAsyncLifetime
{
    private protected const string Today = """{"site_id":"example.com","metrics":["visitors"],"date_range":"day"}""";

    private protected readonly ManualClock _clock = new("2026-09-10T12:00:00Z");
    private protected readonly FakeReader _reader;
    private protected InMemoryConfigurationStore _store = null!;
    private protected Site _site = null!;

    protected ReportServiceFixture()
    {
        Zones.TryFind("Europe/Berlin", out ZoneRules? zone);
        _reader = new FakeReader(zone!);
    }

    public async Task InitializeAsync() => (_store, _site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", _clock);

    public Task DisposeAsync()
    {
        _store.Dispose();
        return Task.CompletedTask;
    }

    private protected static JsonElement Json(ReportAnswer answer) => JsonDocument.Parse(answer.Body).RootElement;

    private protected ReportService Service(ReportLimits? limits = null) => new(_reader, _store, _clock, limits ?? new ReportLimits(), new CoreCalculator());

    private protected ValueTask<ReportAnswer> Ask(ReportService service, string query) => service.AnswerAsync(_site, Encoding.UTF8.GetBytes(query), CancellationToken.None);

    private protected async Task<string> Results(ReportService service, string query)
    {
        ReportAnswer answer = await Ask(service, query);
        Assert.True(answer.Status == 200, Encoding.UTF8.GetString(answer.Body.Span));
        return Json(answer).GetProperty("results").GetRawText();
    }
}
