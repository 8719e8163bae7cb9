using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Admin;

/// <summary>The pages of staff, as staff goes through them.</summary>
[Collection(ServiceCollection.Name)]
public sealed partial class AdminTests(AdminService service) : IClassFixture<AdminService>, IAsyncLifetime
{
    private const string Hostile = "\"><script>alert(1)</script> =cmd()";

    private readonly List<string> _problems = [];
    private IBrowserContext? _context;

    private IPage Page { get; set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        _context = await service.StaffAsync();
        Page = await _context.NewPageAsync();
        Page.PageError += (_, error) => _problems.Add(error);
        Page.Console += (_, message) =>
        {
            if (message.Type == "error") _problems.Add(message.Text);
        };
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_context is not null) await _context.DisposeAsync();
    }

    [BrowserFact]
    public async Task Health_ShowsAPostedAndADroppedHit_WithinSeconds()
    {
        await OpenAsync("/admin");
        await Page.GetByText("All good").WaitForAsync();
        int accepted = await FigureAsync("Accepted"), dropped = await FigureAsync("Dropped");
        Assert.Equal((202, null), await service.PostAsync("demo.example"));
        Assert.Equal((202, "1"), await service.PostAsync("unknown.example", "https://unknown.example/secret-page?token=abc"));
        await ShowsAsync("Accepted", accepted + 1);
        await ShowsAsync("Dropped", dropped + 1);
        await Page.GetByText("Unknown site").WaitForAsync();
        await ShootAsync("admin-health");

        await OpenAsync("/admin/dropped");
        await Page.GetByRole(AriaRole.Cell, new() { Name = "unknown.example" }).First.WaitForAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show samples" }).ClickAsync();
        await Page.GetByText("https://unknown.example/secret-page").First.WaitForAsync();
        Assert.Equal(0, await Page.GetByText("token=abc").CountAsync());
        await ShootAsync("admin-dropped");
        await AuditHasAsync("dropped.samples", "service");
        Assert.Empty(_problems);
    }

    [BrowserFact]
    public async Task Suspension_StopsHitsAndKeys_AndIsAudited()
    {
        Assert.Equal(200, await service.AskAsync());
        await OpenAsync("/admin/merchants?q=demo.exam");
        await ShootAsync("admin-merchants");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Demo", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show members" }).ClickAsync();
        await Page.GetByText(PortalProcess.Owner).WaitForAsync();
        await ShootAsync("admin-merchant");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Suspend" }).ClickAsync();
        ILocator confirm = Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true });
        await Page.GetByLabel("Type Demo to go on").FillAsync("Demo");
        Assert.True(await confirm.IsDisabledAsync());
        await Page.GetByLabel("Reason").FillAsync("turned \u202Eround");
        await Page.GetByText("cannot be shown").WaitForAsync();
        await Page.GetByLabel("Reason").FillAsync(Hostile);
        await ShootAsync("admin-suspend", wholePage: false);
        await confirm.ClickAsync();
        await Page.GetByText("It is suspended").WaitForAsync();
        Assert.Equal((202, "1"), await service.PostAsync("demo.example"));
        Assert.Equal(401, await service.AskAsync());
        await AuditHasAsync("merchant.members", "merchant:1");
        await AuditHasAsync("merchant.suspend", Hostile);
        await ShootAsync("admin-audit");

        await OpenAsync("/admin/merchants/1");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Page.GetByLabel("Reason").FillAsync("paid");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Resume", Exact = true }).ClickAsync();
        await Page.GetByText("It is resumed").WaitForAsync();
        Assert.Equal((202, null), await service.PostAsync("demo.example"));
        Assert.Equal(200, await service.AskAsync());
        Assert.Empty(_problems);
    }

    [BrowserFact]
    public async Task Lock_EndsTheSessionOfTheUser()
    {
        await using IBrowserContext theirs = await service.NewContextAsync();
        IPage owner = await theirs.NewPageAsync();
        await service.SignInAsync(owner, PortalProcess.Owner);
        await OpenAsync("/admin/users?q=demo@");
        await Page.GetByTitle($"Open {PortalProcess.Owner}").ClickAsync();
        await ShootAsync("admin-user", wholePage: false);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lock for a day" }).ClickAsync();
        await Page.GetByLabel("Reason").FillAsync("stolen phone");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await Page.GetByText("sessions are over").WaitForAsync();
        await Page.GetByText("Locked", new() { Exact = true }).WaitForAsync();
        await ShootAsync("admin-users");
        await owner.GotoAsync("/account");
        await Assertions.Expect(owner).ToHaveURLAsync(new Regex("/signin"));

        // Not oneself: the buttons are not even there.
        await OpenAsync("/admin/users?q=staff@");
        await Page.GetByTitle("Open staff@demo.example").ClickAsync();
        await Page.GetByText("This is you").WaitForAsync();
        Assert.Equal(0, await Page.GetByRole(AriaRole.Button, new() { Name = "Disable" }).CountAsync());

        await OpenAsync("/admin/users?q=demo@");
        await Page.GetByTitle($"Open {PortalProcess.Owner}").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Unlock" }).ClickAsync();
        await Page.GetByLabel("Reason").FillAsync("it was found");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Unlock", Exact = true }).Last.ClickAsync();
        await Page.GetByText("Unlocked.").WaitForAsync();
        await service.SignInAsync(owner, PortalProcess.Owner);
        Assert.Empty(_problems);
    }

    [BrowserFact]
    public async Task Merchant_IsCreatedWithAnInvitation_AndLookedAtReadOnly()
    {
        await OpenAsync("/admin/merchants");
        await Page.GetByRole(AriaRole.Button, new() { Name = "New merchant" }).ClickAsync();
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Shop <b>Ltd</b>");
        await Page.GetByLabel("Owner's e-mail").FillAsync("olga@shop.example");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        Assert.Contains("/invitation/", await Page.Locator("dialog[open] code").InnerTextAsync(), StringComparison.Ordinal);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Shop <b>Ltd</b>" }).WaitForAsync();

        await OpenAsync("/admin/merchants/1");
        await Page.GetByRole(AriaRole.Button, new() { Name = "View as merchant" }).ClickAsync();
        await Page.GetByLabel("Reason").FillAsync("ticket 12");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Page.GetByText("You look around as").WaitForAsync();
        // A click into a page that is just coming alive may hit what is replaced.
        await Page.WaitForSelectorAsync("html[data-ga-live]", new() { State = WaitForSelectorState.Attached });
        await Page.GetByRole(AriaRole.Button, new() { Name = "End", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Demo", Exact = true }).WaitForAsync();
        await AuditHasAsync("view-as.start", "ticket 12");
        Assert.Empty(_problems);
    }

    [BrowserFact]
    public async Task Settings_AnnounceToEverybody_AndOtherPagesOpen()
    {
        await OpenAsync("/admin/settings");
        await Page.GetByLabel("Shown on every page of everybody who signed in").FillAsync("Maintenance tonight");
        await ShootAsync("admin-settings");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Page.GetByText("The settings hold from now on.").WaitForAsync();
        await OpenAsync("/admin/sites");
        await Page.GetByText("Maintenance tonight").WaitForAsync();
        await Page.GetByRole(AriaRole.Cell, new() { Name = "demo.example", Exact = true }).WaitForAsync();
        await ShootAsync("admin-sites");
        await OpenAsync("/admin/keys");
        await Page.GetByTitle(new Regex("^Revoke ")).First.WaitForAsync();
        await ShootAsync("admin-keys");
        await OpenAsync("/admin/failed");
        await OpenAsync("/admin/replay");
        Assert.Empty(_problems);
    }

    private async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForSelectorAsync("html[data-ga-live]", new() { State = WaitForSelectorState.Attached });
    }

    private async Task AuditHasAsync(string action, string text)
    {
        await OpenAsync($"/admin/audit?action={action}");
        await Page.GetByRole(AriaRole.Row).Filter(new() { HasText = action }).Filter(new() { HasText = text }).First.WaitForAsync();
    }

    // The count since the start, which stands in the second line of a figure.
    private async Task<int> FigureAsync(string label)
    {
        string detail = await Page.GetByRole(AriaRole.Region, new() { Name = label, Exact = true }).Locator(".ga-figure-detail").InnerTextAsync();
        return int.Parse(Number().Match(detail).Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task ShowsAsync(string label, int count) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = label, Exact = true }).Locator(".ga-figure-detail")).ToContainTextAsync($"{count} since the start");

    private Task ShootAsync(string name, bool wholePage = true) => PageShots.TakeAsync(Page, name, wholePage);

    [GeneratedRegex("[0-9,]+(?= since the start)")]
    private static partial Regex Number();
}
