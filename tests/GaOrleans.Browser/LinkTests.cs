using Microsoft.Playwright;

namespace GaOrleans.Browser;

public sealed class LinkTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task OutboundClick_IsSent_WhenALinkLeavesTheSite()
    {
        await Open();
        await Page.ClickAsync("#nested");
        var click = await Recorder.WaitFor("Outbound Link: Click");
        Assert.Equal(Site.At("/elsewhere?x=1", "other.example"), click.Body.GetProperty("p").GetProperty("url").GetString());
        Assert.Equal("/", click.Url.AbsolutePath);
    }

    [BrowserFact]
    public async Task OutboundClick_IsSent_WhenTheLinkIsOpenedInATabByTheMiddleButton()
    {
        await Open();
        await Page.ClickAsync("#outbound", new() { Button = MouseButton.Middle });
        await Recorder.WaitFor("Outbound Link: Click");
    }

    [BrowserFact]
    public async Task Download_IsSent_WhenTheFileHasAKnownExtension()
    {
        await Open();
        await Page.ClickAsync("#download");
        var click = await Recorder.WaitFor("File Download");
        Assert.Equal(Site.At("/files/Report.PDF?v=2"), click.Body.GetProperty("p").GetProperty("url").GetString());
    }

    [BrowserFact]
    public async Task Click_IsNoEvent_WhenTheLinkIsInternalOrMailOrOnlyTheMenuWasOpened()
    {
        await Open();
        await Page.EvaluateAsync("() => document.addEventListener('click', e => e.preventDefault())");
        await Page.ClickAsync("#inner");
        await Page.ClickAsync("#mail");
        await Page.ClickAsync("#outbound", new() { Button = MouseButton.Right });
        Assert.Single(await AllUntilNow());
    }
}
