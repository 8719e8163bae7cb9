using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Admin;
using GaOrleans.Portal.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Tests.Admin;

/// <summary>What staff does: written down before it is done, and not done when it cannot be written down.</summary>
public sealed class DeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task EveryAction_IsWrittenDownBefore_WithWhoWhomWhyAndFromWhere()
    {
        await using Scene scene = await Scene.StartAsync();
        foreach ((string action, Func<Caller, ValueTask<string?>> act) in scene.Actions())
        {
            // Entries of one millisecond are in no order.
            scene.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(await act(scene.Staff));
            AuditEntry entry = (await scene.Audit.ReadAsync(null, 1, null, None)).Entries[0];
            Assert.Equal((action, scene.Staff.User.Email, "203.0.113.7"), (entry.Action, entry.ActorEmail, entry.Address));
            Assert.Contains(entry.Subject.Split(':')[0], new[] { "merchant", "site", "key", "user", "users", "service" });
        }
    }

    [Fact]
    public async Task NoAction_IsDone_WhenItCannotBeWrittenDown()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Records.RefusesAudit = true;
        foreach ((string action, Func<Caller, ValueTask<string?>> act) in scene.Actions())
        {
            int before = scene.Records.Changes;
            long version = scene.Host.Configuration.Version;
            await Assert.ThrowsAsync<IOException>(async () => await act(scene.Staff));
            Assert.True(scene.Records.Changes == before && scene.Host.Configuration.Version == version, $"{action} was done");
        }
    }

    [Fact]
    public async Task NoAction_IsDone_ForWhoeverIsNoStaff()
    {
        await using Scene scene = await Scene.StartAsync();
        Caller[] others = [scene.Staff with { SecondFactor = false }, scene.Staff with { User = scene.Staff.User with { IsStaff = false } }];
        foreach (Caller other in others)
        {
            int before = scene.Records.Changes;
            long version = scene.Host.Configuration.Version;
            foreach ((string action, Func<Caller, ValueTask<string?>> act) in scene.Actions()) Assert.True(await act(other) is not null, action);
            Assert.Equal((before, version), (scene.Records.Changes, scene.Host.Configuration.Version));
        }
    }

    [Theory]
    [InlineData("unpaid", true)]
    [InlineData(" ", false)]
    [InlineData("unpaid \u202Eevil", false)]
    [InlineData("a\r\nb", false)]
    public void Reason_IsThere_AndShowsAsItIs(string reason, bool fine) => Assert.Equal(fine, Desk.ProblemOf(reason) is null);

    [Fact]
    public async Task Suspension_RefusesKeys_AndKeepsTheReason()
    {
        await using Scene scene = await Scene.StartAsync();
        NewKey key = (await scene.Host.Configuration.AddKeyAsync(scene.Site.MerchantId, null, "k", KeyScopes.Read, None))!;
        Assert.NotNull(await scene.Merchants.SuspendAsync(scene.Staff, scene.Site.MerchantId, " ", None));
        Assert.NotNull(scene.Host.Configuration.FindKey(key.Secret));
        Assert.Null(await scene.Merchants.SuspendAsync(scene.Staff, scene.Site.MerchantId, "unpaid", None));
        Assert.Null(scene.Host.Configuration.FindKey(key.Secret));
        Assert.Equal("unpaid", (await scene.Plans.OfAsync(scene.Site.MerchantId, None)).SuspendedBecause);
        Assert.NotNull(await scene.Merchants.SuspendAsync(scene.Staff, scene.Site.MerchantId, "again", None));
        Assert.Null(await scene.Merchants.ResumeAsync(scene.Staff, scene.Site.MerchantId, "paid", None));
        Assert.NotNull(scene.Host.Configuration.FindKey(key.Secret));
        Assert.Equal("", (await scene.Plans.OfAsync(scene.Site.MerchantId, None)).SuspendedBecause);
    }

    [Fact]
    public async Task Reset_IsRefused_OfAUserWhoIsDisabled_SinceNothingIsSent()
    {
        await using Scene scene = await Scene.StartAsync();
        Assert.Contains("is disabled", await scene.Users.ResetAsync(scene.Staff, scene.Ann with { IsDisabled = true }, "r", None), StringComparison.Ordinal);
        Assert.Empty((await scene.Audit.ReadAsync(null, 10, null, None)).Entries);
    }

    [Fact]
    public async Task Staff_DoesNotLockDisableOrUnmakeOneself()
    {
        await using Scene scene = await Scene.StartAsync();
        Assert.Contains("own account", await scene.Users.LockAsync(scene.Staff, scene.Staff.User, "r", None), StringComparison.Ordinal);
        Assert.Contains("own account", await scene.Users.DisableAsync(scene.Staff, scene.Staff.User, "r", None), StringComparison.Ordinal);
        Assert.Contains("own account", await scene.Users.StaffAsync(scene.Staff, scene.Staff.User, staff: false, "r", None), StringComparison.Ordinal);
        Assert.Contains("own account", await scene.Users.RemoveFactorAsync(scene.Staff, scene.Staff.User, "r", None), StringComparison.Ordinal);
        Assert.Empty((await scene.Audit.ReadAsync(null, 10, null, None)).Entries);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("disable")]
    [InlineData("sessions")]
    [InlineData("staff")]
    public async Task Users_AreSignedOut_WhenStaffLocksDisablesOrPromotes(string what)
    {
        await using Scene scene = await Scene.StartAsync();
        using TestBrowser browser = await scene.Host.SignedInAsync(scene.Ann.Email);
        Assert.Null(what switch
        {
            "lock" => await scene.Users.LockAsync(scene.Staff, scene.Ann, "r", None),
            "disable" => await scene.Users.DisableAsync(scene.Staff, scene.Ann, "r", None),
            "sessions" => await scene.Users.EndSessionsAsync(scene.Staff, scene.Ann, "r", None),
            _ => await scene.Users.StaffAsync(scene.Staff, scene.Ann, staff: true, "r", None),
        });
        using HttpResponseMessage after = await browser.GetAsync("/account");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, after.StatusCode);
        using TestBrowser again = scene.Host.NewBrowser();
        using HttpResponseMessage answer = await again.SubmitAsync("/signin", "sign-in", ("Email", scene.Ann.Email), ("Password", PortalHost.Password));
        Assert.Equal(what is "lock" or "disable", answer.StatusCode == System.Net.HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenItMakesNoSense_AndWhenItWasChangedMeanwhile()
    {
        await using Scene scene = await Scene.StartAsync();
        int id = scene.Site.MerchantId;
        Assert.NotNull(await scene.Merchants.PlanAsync(scene.Staff, id, new MerchantPlan { MonthlyHits = -1 }, None));
        Assert.NotNull(await scene.Merchants.PlanAsync(scene.Staff, id, new MerchantPlan { Name = " " }, None));
        var plan = new MerchantPlan { Name = "Large", MonthlyHits = 5_000_000, Note = "calls on Mondays" };
        Assert.Null(await scene.Merchants.PlanAsync(scene.Staff, id, plan, None));
        Assert.Equal(plan with { Version = 1 }, await scene.Plans.OfAsync(id, None) with { Version = 1 });
        Assert.NotNull(await scene.Merchants.PlanAsync(scene.Staff, id, plan with { Name = "Small" }, None));
        Assert.Single((await scene.Audit.ReadAsync(null, 10, new AuditFilter(Action: "merchant.plan.failed"), None)).Entries);
        Assert.Equal("Large", (await scene.Plans.OfAsync(id, None)).Name);
    }

    [Fact]
    public async Task Site_ThatIsToBeDeleted_IsNotUnblocked()
    {
        await using Scene scene = await Scene.StartAsync();
        var deletions = scene.Host.Get<SiteDeletions>();
        Assert.NotNull(await deletions.AskAsync(scene.Site.Id, scene.Ann.Email, None));
        Assert.Contains("deleted", await scene.Sites.BlockAsync(scene.Staff, scene.Site.Id, block: false, "by mistake", None), StringComparison.Ordinal);
        Assert.NotNull(await deletions.FindAsync(scene.Site.Id, None));
        Assert.True(await deletions.RestoreAsync(scene.Site.Id, None));
        Assert.Null(await scene.Sites.BlockAsync(scene.Staff, scene.Site.Id, block: true, "spam", None));
        Assert.Null(await scene.Sites.BlockAsync(scene.Staff, scene.Site.Id, block: false, "no spam", None));
    }

    private sealed class Scene(PortalHost host, AsyncServiceScope scope, RefusingRecords records, Site site, ApiKey key, User ann, Caller staff) : IAsyncDisposable
    {
        public PortalHost Host => host;

        public RefusingRecords Records => records;

        public Site Site => site;

        public User Ann => ann;

        public Caller Staff => staff;

        public AuditLog Audit => host.Get<AuditLog>();

        public MerchantPlans Plans => host.Get<MerchantPlans>();

        public MerchantDesk Merchants => scope.ServiceProvider.GetRequiredService<MerchantDesk>();

        public UserDesk Users => scope.ServiceProvider.GetRequiredService<UserDesk>();

        public SiteDesk Sites => scope.ServiceProvider.GetRequiredService<SiteDesk>();

        private SettingsDesk Settings => scope.ServiceProvider.GetRequiredService<SettingsDesk>();

        public static async Task<Scene> StartAsync()
        {
            var records = new RefusingRecords();
            PortalHost host = await PortalHost.StartAsync(records: records);
            Site site = await host.AddSiteAsync("shop.example");
            NewKey key = (await host.Configuration.AddKeyAsync(site.MerchantId, null, "k", KeyScopes.Read, None))!;
            User ann = await host.AddMemberAsync("ann@shop.example", site, MerchantRole.Owner);
            User staff = await host.AddUserAsync("sue@staff.example", staff: true);
            return new Scene(host, host.App.Services.CreateAsyncScope(), records, site, key.Key, ann, new Caller(staff, SecondFactor: true, "203.0.113.7", null));
        }

        /// <summary>Each action with what it is called in the audit log; done in this order they all succeed.</summary>
        public IEnumerable<(string Action, Func<Caller, ValueTask<string?>> Act)> Actions()
        {
            int id = site.MerchantId;
            yield return ("merchant.plan", caller => Merchants.PlanAsync(caller, id, new MerchantPlan { Name = "Large" }, None));
            yield return ("merchant.suspend", caller => Merchants.SuspendAsync(caller, id, "unpaid", None));
            // What is refused or fails leaves it as it was, so there would be nothing to resume.
            if (host.Configuration.FindMerchant(id)!.Suspended) yield return ("merchant.resume", caller => Merchants.ResumeAsync(caller, id, "paid", None));
            yield return ("merchant.rename", caller => Merchants.RenameAsync(caller, id, "Shop", None));
            yield return ("merchant.create", async caller => (await Merchants.CreateAsync(caller, "New", "new@shop.example", None)).Problem);
            yield return ("merchant.members", async caller => (await Merchants.MembersAsync(caller, id, None)).Problem);
            yield return ("site.block", caller => Sites.BlockAsync(caller, site.Id, block: true, "spam", None));
            yield return ("site.shards", caller => Sites.ShardAsync(caller, site.Id, 4, None));
            yield return ("key.revoke", caller => Sites.RevokeAsync(caller, key, "leaked", None));
            yield return ("dropped.samples", async caller => (await Sites.SamplesAsync(caller, None)).Problem);
            yield return ("user.search", async caller => (await Users.SearchAsync(caller, "ann", null, 10, None)).Problem);
            yield return ("user.memberships", async caller => (await Users.MembershipsAsync(caller, ann, None)).Problem);
            yield return ("user.reset", caller => Users.ResetAsync(caller, ann, "asked", None));
            yield return ("user.lock", caller => Users.LockAsync(caller, ann, "stolen", None));
            yield return ("user.unlock", caller => Users.UnlockAsync(caller, ann, "found", None));
            yield return ("user.disable", caller => Users.DisableAsync(caller, ann, "left", None));
            yield return ("user.enable", caller => Users.EnableAsync(caller, ann, "back", None));
            yield return ("user.sessions", caller => Users.EndSessionsAsync(caller, ann, "asked", None));
            yield return ("user.second-factor", caller => Users.RemoveFactorAsync(caller, ann, "lost", None));
            yield return ("user.staff", caller => Users.StaffAsync(caller, ann, staff: true, "hired", None));
            yield return ("service.settings", caller => Settings.ChangeAsync(caller, new ServiceValues { Announcement = "hello", Version = 0 }, None));
        }

        public async ValueTask DisposeAsync()
        {
            await scope.DisposeAsync();
            await host.DisposeAsync();
        }
    }
}
