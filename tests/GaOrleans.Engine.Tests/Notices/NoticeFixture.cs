using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Sending;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Tests.Reports;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GaOrleans.Engine.Tests.Notices;

/// <summary>A site with hits in memory, its clock, a mailer that keeps what it is given, and any number of processes that send.</summary>
public abstract class NoticeFixture : IAsyncLifetime
{
    private protected readonly QuickClock _clock = new("2026-09-10T12:00:00Z");
    private protected readonly FakeReader _reader;
    private protected readonly InMemoryRecordStore _records = new();
    private protected readonly RecordingMailer _mailer = new();
    private protected InMemoryConfigurationStore _store = null!;
    private protected Site _site = null!;
    private readonly List<ServiceProvider> _processes = [];

    protected NoticeFixture()
    {
        Zones.TryFind("Europe/Berlin", out ZoneRules? zone);
        _reader = new FakeReader(zone!) { FreshToMs = long.MaxValue / 2 };
    }

    private protected NoticeOptions Options { get; } = new() { AllowPrivateTargets = true };

    public async Task InitializeAsync()
    {
        (_store, _site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", _clock);
        // Half a year of time stamps in any order must not end an answer's year.
        _reader.FreshToMs = DateTimeOffset.Parse("2027-01-01T00:00:00Z").ToUnixTimeMilliseconds();
    }

    public async Task DisposeAsync()
    {
        foreach (ServiceProvider process in _processes) await process.DisposeAsync();
        _store.Dispose();
    }

    private protected ServiceProvider Process(IMailer? mailer = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<IConfigurationStore>(_store);
        services.AddSingleton<IRecordStore>(_records);
        services.AddSingleton(mailer ?? _mailer);
        services.AddSingleton<INoticeLinks, TestLinks>();
        services.AddSingleton(_ => new ReportService(_reader, _store, _clock, new ReportLimits(), new CoreCalculator()));
        services.AddNotices(Options);
        ServiceProvider provider = services.BuildServiceProvider();
        _processes.Add(provider);
        return provider;
    }

    private protected static Task RunAsync(ServiceProvider process, CancellationToken ct = default) =>
        process.GetServices<IHostedService>().OfType<NoticeRunner>().Single().RunOnceAsync(ct);

    private protected async Task<SiteDocument> SaveAsync(string name, Schedule schedule)
    {
        var documents = new NoticeDocuments(_store, _clock);
        Assert.Null(await documents.SaveAsync(_site, name, schedule, isNew: false, CancellationToken.None));
        return documents.Find(_site.Id, DocumentKind.Schedule, name)!;
    }

    private protected async Task<SiteDocument> SaveAsync(string name, Alert alert)
    {
        var documents = new NoticeDocuments(_store, _clock);
        Assert.Null(await documents.SaveAsync(_site, name, alert, isNew: false, CancellationToken.None));
        return documents.Find(_site.Id, DocumentKind.Alert, name)!;
    }

    private protected ValueTask<IReadOnlyList<NoticeEntry>> LogAsync() => new NoticeLog(_records, _clock).ReadAsync(_site.Id, 0, 1000, CancellationToken.None);

    /// <summary>Sets the clock.</summary>
    private protected void Now(string text) => _clock.Now = DateTimeOffset.Parse(text);

    private sealed class TestLinks : INoticeLinks
    {
        public Uri? View(Site site, LocalDays? period, string? query) => new($"https://stats.example.org/sites/{site.Domain}?from={period?.First:yyyy-MM-dd}");

        public Uri? Unsubscribe(Site site, Subscription subscription) => new($"https://stats.example.org/notices/unsubscribe?t={subscription.DocumentId}-{Uri.EscapeDataString(subscription.Address)}");
    }
}
