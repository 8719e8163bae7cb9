using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>Schedules, alerts and what was sent, as an owner goes through them.</summary>
[Collection(ServiceCollection.Name)]
public sealed class AlertsTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    private const string Address = "/sites/demo.example/alerts";
    private const string Before = "Unsubscribe: ";

    [BrowserFact]
    public async Task Owner_MakesASchedule_SendsIt_AndSeesWhatWasSent()
    {
        await SignInAsync();
        await OpenAsync(Address);
        await Page.GetByText("No schedules yet").WaitForAsync();
        await ShootAsync("alerts-empty");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make a schedule" }).ClickAsync();
        await Page.GetByLabel("Name").FillAsync("\"><script>alert(1)</script>");
        await Page.GetByLabel("Send to").FillAsync("ada@example.com\nnot an address");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Page.GetByText("\"not\" is no mail address.").WaitForAsync();
        await Page.GetByLabel("Send to").FillAsync("ada@example.com\neve@example.com");
        await Page.GetByLabel("How often").SelectOptionAsync("Every month");
        await Page.GetByText("In shorter months the last one.").WaitForAsync();
        await ShootAsync("alerts-schedule", wholePage: false);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Page.GetByText("Every month on day 1 at 08:00").WaitForAsync();
        await Page.GetByTitle("Send \"><script>alert(1)</script> now").ClickAsync();
        await Page.GetByText("was sent.").WaitForAsync();
        await ShootAsync("alerts-schedules");
        await Page.GetByRole(AriaRole.Link, new() { Name = "What was sent" }).ClickAsync();
        await Page.GetByText("sent by hand by demo@demo.example").WaitForAsync();
        await ShootAsync("alerts-log");
        await UnsubscribeAsync();
        await OpenAsync(Address);
        await Page.GetByTitle("Edit \"><script>alert(1)</script>").ClickAsync();
        await Page.GetByText("ada@example.com unsubscribed").WaitForAsync();
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Owner_MakesAnAlert_AndTriesItOnThePast()
    {
        await SendHitAsync();
        await SignInAsync();
        await OpenAsync(Address + "?tab=alerts");
        await Page.GetByRole(AriaRole.Button, new() { Name = "New alert" }).ClickAsync();
        await Page.GetByLabel("Name").FillAsync("Rush");
        await Page.GetByLabel("When it is").SelectOptionAsync("Above");
        await Page.GetByLabel("Than", new() { Exact = true }).FillAsync("5");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await Page.GetByLabel("What is compared").SelectOptionAsync("Page");
        await Page.GetByLabel("Value", new() { Exact = true }).FillAsync("/shop");
        await Page.GetByLabel("Value", new() { Exact = true }).PressAsync("Enter");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try it on the last 28 days" }).ClickAsync();
        await Page.GetByText("It would not have been sent in the last 28 days.").WaitForAsync();
        await Page.GetByLabel("Webhook").FillAsync("http://127.0.0.1:9/hook");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show its secret" }).ClickAsync();
        await Page.GetByText("gahook_").WaitForAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Post a test" }).ClickAsync();
        await Page.GetByText("its name leads to a private or reserved address").WaitForAsync();
        await ShootAsync("alerts-alert", wholePage: false);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Page.GetByText("Visitors in an hour above 5").WaitForAsync();
        await ShootAsync("alerts-alerts");
        await Page.GetByTitle("Delete Rush").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Page.GetByText("No alerts yet").WaitForAsync();
        Assert.Empty(Problems);
    }

    private async Task SendHitAsync()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36");
        using HttpResponseMessage answer = await client.PostAsJsonAsync($"{Service.Url}/api/event", new { n = "pageview", u = "https://demo.example/shop", d = "demo.example" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    // The link of the mail, which stands in the log of the service, since no server for mail is set.
    private async Task UnsubscribeAsync()
    {
        string link = "";
        for (int i = 0; i < 100 && link.Length == 0; i++)
        {
            lock (Service.Output) link = Service.Output.Where(line => line.Contains(Before, StringComparison.Ordinal)).Select(line => line.Split(Before)[1].Split(' ')[0]).FirstOrDefault() ?? "";
            if (link.Length == 0) await Page.WaitForTimeoutAsync(100);
        }

        await Page.GotoAsync(link);
        await Page.GetByText("Stop sending").WaitForAsync();
        await ShootAsync("alerts-unsubscribe");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await Page.GetByText("You are unsubscribed").WaitForAsync();
    }
}
