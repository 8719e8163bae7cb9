using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Engine.Storage;
using GaOrleans.Engine.Tests.Reports;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Engine.Tests.Sites;

public sealed class SiteDeletionsTests : IAsyncLifetime, ISiteData
{
    private readonly ManualClock _clock = new("2026-09-10T12:00:00Z");
    private readonly InMemoryRecordStore _records = new();
    private readonly List<int> _deleted = [];
    private int _failing;
    private InMemoryConfigurationStore _configuration = null!;
    private SiteDeletions _deletions = null!;
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        (_configuration, _site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", _clock);
        _deletions = Deletions(this);
    }

    public Task DisposeAsync()
    {
        _configuration.Dispose();
        return Task.CompletedTask;
    }

    public ValueTask DeleteAsync(int site, CancellationToken ct)
    {
        Assert.NotNull(_configuration.FindSite(site));
        if (site == _failing) throw new IOException("out of reach");
        _deleted.Add(site);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Site_TakesNoHits_FromTheMomentOfAsking_AndStaysForAWeek()
    {
        SiteDeletion? intent = await AskAsync();
        Assert.Equal(("example.com", "owner@example.com", false), (intent!.Domain, intent.AskedBy, intent.WasBlocked));
        Assert.True(_configuration.FindSite(_site.Id)!.Blocked);
        _clock.Advance(SiteDeletions.Grace - TimeSpan.FromMilliseconds(1));
        await RunAsync();
        Assert.NotNull(_configuration.FindSite(_site.Id));
    }

    [Fact]
    public async Task Site_IsGoneWithItsHits_WhenItsTimeIsOver()
    {
        await AskAsync();
        _clock.Advance(SiteDeletions.Grace);
        Assert.False(await RestoreAsync());
        await RunAsync();
        Assert.Null(_configuration.FindSite(_site.Id));
        AuditEntry written = Assert.Single((await new AuditLog(_records, _clock).ReadOfMerchantAsync(_site.MerchantId, before: null, 10, CancellationToken.None)).Entries);
        Assert.Equal(("site.deleted", "site:example.com"), (written.Action, written.Subject));
        Assert.Equal([_site.Id], _deleted);
        Assert.Empty(await _deletions.ListAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Site_IsAsBefore_WhenItIsRestored(bool blocked)
    {
        await _configuration.ChangeSiteAsync(_site with { Blocked = blocked }, CancellationToken.None);
        await AskAsync();
        await AskAsync();
        Assert.True(await RestoreAsync());
        Assert.Equal(blocked, _configuration.FindSite(_site.Id)!.Blocked);
        Assert.False(await RestoreAsync());
        _clock.Advance(SiteDeletions.Grace);
        await RunAsync();
        Assert.Empty(_deleted);
    }

    [Fact]
    public async Task Deletion_IsTakenUp_WhereItWasCutOff()
    {
        await AskAsync();
        _clock.Advance(SiteDeletions.Grace);
        _records.Changing = (_, _) => throw new IOException("out of reach");
        await RunAsync();
        Assert.NotEmpty(await _deletions.ListAsync(CancellationToken.None));
        _records.Changing = null;
        SiteDeletions again = Deletions(new Nothing());
        await RunAsync(again);
        Assert.Null(_configuration.FindSite(_site.Id));
        Assert.Empty(await again.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Site_ThatCannotBeDeleted_KeepsNoOtherFromIt()
    {
        Site other = (await _configuration.AddSiteAsync(_site.MerchantId, "other.example", "Europe/Berlin", "EUR", CancellationToken.None))!;
        await AskAsync();
        await _deletions.AskAsync(other.Id, "owner@example.com", CancellationToken.None);
        _clock.Advance(SiteDeletions.Grace);
        _failing = _site.Id;
        await RunAsync();
        Assert.NotNull(_configuration.FindSite(_site.Id));
        Assert.Null(_configuration.FindSite(other.Id));
    }

    [Fact]
    public async Task Site_Stays_WhenGivingItBackWasCutOff()
    {
        await AskAsync();
        _records.Changing = (_, _) => throw new IOException("out of reach");
        await Assert.ThrowsAsync<IOException>(async () => await RestoreAsync());
        _records.Changing = null;
        Assert.Null(await _deletions.FindAsync(_site.Id, CancellationToken.None));
        _clock.Advance(SiteDeletions.Grace);
        await RunAsync();
        Assert.Empty(_deleted);
        Assert.Empty(await _deletions.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Week_BeginsAnew_WhenAskingWasCutOff()
    {
        SiteDeletion before = (await AskAsync())!;
        // As if the process had died before the site was blocked.
        await _configuration.ChangeSiteAsync(_site with { Blocked = false }, CancellationToken.None);
        _clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(before.DueMs + (long)TimeSpan.FromDays(6).TotalMilliseconds, (await AskAsync())!.DueMs);
    }

    [Fact]
    public async Task Records_OfTheSite_GoWithIt_AndThoseOfOthersStay()
    {
        _clock.Advance(TimeSpan.FromDays(100));
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        string[] own = [.. SitePartitions.All(_site.Id, _site.CreatedMs, now)], foreign = [.. SitePartitions.All(_site.Id + 1, _site.CreatedMs, now)];
        Assert.Equal(["2026-12", "2026-11", "2026-10", "2026-09"], own[^4..].Select(name => name[^7..]));
        foreach (string partition in own.Concat(foreign))
        {
            for (int i = 0; i < 3; i++) Assert.NotNull(await _records.PutAsync(partition, $"key {i}", "{}", 0, CancellationToken.None));
        }

        await new SiteRemoval(this, _configuration, _records, _clock).RemoveAsync(_site.Id, CancellationToken.None);
        foreach (string partition in own) Assert.Empty(await _records.ListAsync(partition, null, 10, CancellationToken.None));
        foreach (string partition in foreign) Assert.Equal(3, (await _records.ListAsync(partition, null, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Asking_IsNull_WhenTheSiteIsGone()
    {
        Assert.Null(await _deletions.AskAsync(_site.Id + 1, "owner@example.com", CancellationToken.None));
        Assert.Empty(await _deletions.ListAsync(CancellationToken.None));
    }

    private ValueTask<SiteDeletion?> AskAsync() => _deletions.AskAsync(_site.Id, "owner@example.com", CancellationToken.None);

    private SiteDeletions Deletions(ISiteData data) => new(_records, _configuration, new SiteRemoval(data, _configuration, _records, _clock), _clock);

    private Task RunAsync(SiteDeletions? deletions = null) => new SiteDeletionRunner(deletions ?? _deletions, new AuditLog(_records, _clock), _clock, NullLogger<SiteDeletionRunner>.Instance).RunOnceAsync(CancellationToken.None);

    private ValueTask<bool> RestoreAsync() => _deletions.RestoreAsync(_site.Id, CancellationToken.None);

    // What had hits has none any more: removing them again does no harm.
    private sealed class Nothing : ISiteData
    {
        public ValueTask DeleteAsync(int site, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
