using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Engine.Storage;
using GaOrleans.Engine.Tests.Reports;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Engine.Tests.Sites;

public sealed class SiteDeletionsTests : IAsyncLifetime, ISiteData
{
    private readonly ManualClock _clock = new("2026-09-10T12:00:00Z");
    private readonly InMemoryRecordStore _records = new();
    private readonly List<int> _deleted = [];
    private InMemoryConfigurationStore _configuration = null!;
    private SiteDeletions _deletions = null!;
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        (_configuration, _site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com", "Europe/Berlin", _clock);
        _deletions = new SiteDeletions(_records, _configuration, this, _clock);
    }

    public Task DisposeAsync()
    {
        _configuration.Dispose();
        return Task.CompletedTask;
    }

    public ValueTask DeleteAsync(int site, CancellationToken ct)
    {
        Assert.NotNull(_configuration.FindSite(site));
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
        Assert.Empty(await _deletions.DeleteDueAsync(CancellationToken.None));
        Assert.NotNull(_configuration.FindSite(_site.Id));
    }

    [Fact]
    public async Task Site_IsGoneWithItsHits_WhenItsTimeIsOver()
    {
        await AskAsync();
        _clock.Advance(SiteDeletions.Grace);
        Assert.False(await RestoreAsync());
        Assert.Equal(_site.Id, Assert.Single(await _deletions.DeleteDueAsync(CancellationToken.None)).SiteId);
        Assert.Null(_configuration.FindSite(_site.Id));
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
        Assert.Empty(await _deletions.DeleteDueAsync(CancellationToken.None));
        Assert.Empty(_deleted);
    }

    [Fact]
    public async Task Deletion_IsTakenUp_WhereItWasCutOff()
    {
        await AskAsync();
        _clock.Advance(SiteDeletions.Grace);
        _records.Changing = (_, _) => throw new IOException("out of reach");
        await Assert.ThrowsAsync<IOException>(async () => await _deletions.DeleteDueAsync(CancellationToken.None));
        _records.Changing = null;
        var gone = new SiteDeletions(_records, _configuration, new Nothing(), _clock);
        Assert.Single(await gone.DeleteDueAsync(CancellationToken.None));
        Assert.Empty(await gone.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Asking_IsNull_WhenTheSiteIsGone()
    {
        Assert.Null(await _deletions.AskAsync(_site.Id + 1, "owner@example.com", CancellationToken.None));
        Assert.Empty(await _deletions.ListAsync(CancellationToken.None));
    }

    private ValueTask<SiteDeletion?> AskAsync() => _deletions.AskAsync(_site.Id, "owner@example.com", CancellationToken.None);

    private ValueTask<bool> RestoreAsync() => _deletions.RestoreAsync(_site.Id, CancellationToken.None);

    // What had hits has none any more: removing them again does no harm.
    private sealed class Nothing : ISiteData
    {
        public ValueTask DeleteAsync(int site, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
