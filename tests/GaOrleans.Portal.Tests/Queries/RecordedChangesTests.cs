using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Queries.Saving;
using GaOrleans.Portal.Shell;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class RecordedChangesTests
{
    [Fact]
    public async Task Change_IsInTheLogOfTheMerchant_AndToldWhenItIsNotMade()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        User ann = await host.AddMemberAsync("ann@shop.example", site, MerchantRole.Editor);
        var access = new SiteAccess(site, host.Configuration.FindMerchant(site.MerchantId)!, Right.Edit, new Caller(ann, false, "203.0.113.7", null));
        var toasts = new Toasts();
        var told = new List<string>();
        toasts.Said += (_, toast) => told.Add(toast.Text);
        var changes = new RecordedChanges(host.Get<AuditLog>(), toasts, host.Get<StorageFaults>());

        Assert.True((await changes.SaveAsync(access, "query.save", "a", () => new ValueTask<SaveResult>(new SaveResult(SaveOutcome.Saved)))).IsSaved);
        Assert.Empty(told);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SaveOutcome.Taken, (await changes.SaveAsync(access, "query.save", "b", () => new ValueTask<SaveResult>(new SaveResult(SaveOutcome.Taken)))).Outcome);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await changes.DoAsync(access, "query.delete", "c", () => new ValueTask<bool>(false)));
        Assert.Equal(SaveOutcome.Failed, (await changes.SaveAsync(() => throw new IOException("the disk is full"))).Outcome);

        Assert.Equal(["There is one of this name already. Choose another name.", "This was not done: it is no longer there.", "This was not stored: storage does not answer at the moment. Please try again."], told);
        IReadOnlyList<AuditEntry> log = (await host.Get<AuditLog>().ReadOfMerchantAsync(site.MerchantId, null, 10, CancellationToken.None)).Entries;
        Assert.Equal(["query.delete", "query.delete.failed", "query.save", "query.save", "query.save.failed"], log.Select(entry => entry.Action).Order(StringComparer.Ordinal));
        Assert.All(log, entry => Assert.Equal(("ann@shop.example", "site:shop.example"), (entry.ActorEmail, entry.Subject)));
    }
}
