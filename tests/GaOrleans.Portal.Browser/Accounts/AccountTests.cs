using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Accounts;

/// <summary>Signing in, the own account and members, as people do it.</summary>
[Collection(ServiceCollection.Name)]
public sealed class AccountTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    private const string Owner = PortalProcess.Owner, Staff = "staff@demo.example";

    [BrowserFact]
    public async Task Owner_SignsIn_InvitesSomebody_WhoJoins()
    {
        await Page.GotoAsync("/signin");
        await ShootAsync("sign-in");
        await SignInAsync(Page, Owner, "wrong password");
        await Page.GetByText("is not right").WaitForAsync();
        await ShootAsync("sign-in-refused");
        await SignInAsync(Page, Owner, Service.PasswordOf(Owner));
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/sites$"));
        await Page.GotoAsync("/account");
        await ShootAsync("account");

        await OpenAsync("/merchants/1/members");
        await Page.GetByText(Owner).First.WaitForAsync();
        await ShootAsync("members");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await Page.GetByLabel("E-mail").FillAsync("zoe@new.example");
        await Page.GetByLabel("Role", new() { Exact = true }).Last.SelectOptionAsync(new SelectOptionValue { Label = "Editor" });
        await ShootAsync("members-invite", wholePage: false);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        string link = await Page.Locator("dialog code").InnerTextAsync();
        await ShootAsync("members-link", wholePage: false);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Page.Locator("table").GetByText("zoe@new.example").WaitForAsync();

        IPage zoe = await NewPageAsync();
        await zoe.GotoAsync(new Uri(link).PathAndQuery);
        await ShootAsync("invitation", page: zoe);
        await zoe.GetByLabel("What you are called").FillAsync("Zoe \"><script>alert(1)</script>");
        await zoe.GetByLabel("Choose a password").FillAsync("a quiet long walk");
        await zoe.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Assertions.Expect(zoe).ToHaveURLAsync(new Regex("/sites$"));
        await zoe.GotoAsync("/merchants/1/members");
        await zoe.Locator("table").GetByText("Zoe \"><script>alert(1)</script>").WaitForAsync();
        Assert.Equal(0, await zoe.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).CountAsync());

        // Lowered, she is told so by what she does next, which is not done.
        await OpenAsync(zoe, "/sites/demo.example/settings/goals");
        await zoe.GetByRole(AriaRole.Button, new() { Name = "New goal" }).ClickAsync();
        await OpenAsync("/merchants/1/members");
        await Page.GetByLabel("Role of zoe@new.example").SelectOptionAsync(new SelectOptionValue { Label = "Viewer" });
        await Page.GetByText("zoe@new.example is viewer now.").WaitForAsync();
        await zoe.GetByLabel("Event", new() { Exact = true }).FillAsync("Purchase");
        await zoe.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await zoe.GetByText("It was not done").WaitForAsync();
        await zoe.GetByRole(AriaRole.Button, new() { Name = "New goal" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        // Removed, she is sent away with whatever she does next.
        await OpenAsync(zoe, "/merchants/1/members");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove zoe@new.example" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).Last.ClickAsync();
        await Page.GetByText("zoe@new.example is no member any more.").WaitForAsync();
        await zoe.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await zoe.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Assertions.Expect(zoe).ToHaveURLAsync(new Regex("/sites$"));
        await zoe.GotoAsync("/merchants/1/members");
        await zoe.GetByText("There is nothing here").WaitForAsync();
        await OpenAsync("/merchants/1/log");
        foreach (string done in (string[])["Invited", "Joined", "Changed the role of", "Removed"]) await Page.GetByRole(AriaRole.Cell, new() { Name = done }).First.WaitForAsync();
        await ShootAsync("merchant-log");
        Assert.DoesNotContain(Problems, problem => !problem.Contains("status of 4", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Staff_SetsUpASecondFactor_BeforeAnythingOpens()
    {
        await Page.GotoAsync("/signin");
        await SignInAsync(Page, Staff, Service.PasswordOf(Staff));
        await IsInAsync(Page);
        await Page.GotoAsync("/admin");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/account/second-factor"));
        await ShootAsync("second-factor");
        string key = await Page.Locator(".ga-authenticator-key").InnerTextAsync();
        await Page.GetByLabel("The code that it shows now").FillAsync(Authenticator.CodeOf(key, TimeProvider.System.GetUtcNow()));
        await Page.GetByLabel("Your password").FillAsync(Service.PasswordOf(Staff));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".ga-recovery-codes li")).ToHaveCountAsync(10);
        await ShootAsync("recovery-codes");
        string code = await Page.Locator(".ga-recovery-codes li").First.InnerTextAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/admin$"));

        IPage elsewhere = await NewPageAsync();
        await elsewhere.GotoAsync("/signin");
        await SignInAsync(elsewhere, Staff, Service.PasswordOf(Staff));
        await Assertions.Expect(elsewhere).ToHaveURLAsync(new Regex("/signin/code"));
        await ShootAsync("second-factor-code", page: elsewhere);
        await elsewhere.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await elsewhere.GetByLabel("Recovery code").FillAsync(code);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(elsewhere).ToHaveURLAsync(new Regex("/admin$"));
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task OpenPages_AreSentToSignIn_WhenTheirSessionsAreEndedElsewhere()
    {
        await SignInAsync();
        Portal.ForgetSignIn();
        await OpenAsync("/merchants/1/members");
        var open = Stopwatch.StartNew();
        IPage elsewhere = await NewPageAsync();
        await elsewhere.GotoAsync("/signin");
        await SignInAsync(elsewhere, Owner, Service.PasswordOf(Owner));
        await IsInAsync(elsewhere);
        await elsewhere.GotoAsync("/account");
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await elsewhere.GetByText("You are signed out everywhere.").WaitForAsync();
        // For some seconds the page is believed; then whatever is done in it leads away.
        TimeSpan believed = TimeSpan.FromSeconds(5.5) - open.Elapsed;
        if (believed > TimeSpan.Zero) await Task.Delay(believed);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"/signin\?returnUrl=%2Fmerchants%2F1%2Fmembers$"));
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Menu_SignsOut_FromAPageWithACircuit()
    {
        await SignInAsync();
        Portal.ForgetSignIn();
        await OpenAsync("/merchants/1/members");
        await Page.Locator(".ga-account-menu summary").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/signin$"));
        await ShootAsync("forgot", page: await ForgotAsync());
        Assert.Empty(Problems);
    }

    private async Task<IPage> ForgotAsync()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Forgot your password" }).WaitForAsync();
        await Page.GetByLabel("E-mail").FillAsync("nobody@demo.example");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Page.GetByText("is on its way").WaitForAsync();
        return Page;
    }

    // Who goes elsewhere before may be nobody there: the answer with the cookie would be given up.
    private static Task IsInAsync(IPage page) => Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/signin"));

    private static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
