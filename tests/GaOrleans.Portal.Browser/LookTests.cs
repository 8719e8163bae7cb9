using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>The style guide: every component and chart in a real browser.</summary>
public sealed class LookTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    [BrowserFact]
    public async Task Guide_ShowsEveryComponent_WithoutComplaintOfTheBrowser()
    {
        await OpenAsync("/look");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        await Page.Locator(".ga-toast-close").ClickAsync();
        await ShootAsync("look");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Inputs_OpenTheirLists_AndTakeWhatIsChosen()
    {
        await OpenAsync("/look");
        await Page.Locator(".rz-datepicker-trigger").ClickAsync();
        await Page.Locator(".rz-calendar-view").WaitForAsync();
        await Page.Locator(".rz-calendar-view td:not(.rz-calendar-other-month)").GetByText("17", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Day", new() { Exact = true })).ToHaveValueAsync("2026-11-17");

        await Page.Locator(".rz-dropdown.ga-search-select").ClickAsync();
        await Page.Locator(".rz-dropdown-filter").FillAsync("jap");
        await Page.Locator(".rz-dropdown-item").GetByText("Japan").WaitForAsync();
        await Page.Locator(".rz-dropdown-item").GetByText("Japan").ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Choice", new() { Exact = true })).ToHaveValueAsync("2");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task TimeChart_TellsAndChoosesASlot_ByPointerAndByKeyboard()
    {
        await OpenAsync("/look");
        ILocator plot = Page.Locator("#guide-time [data-ga-plot]");
        LocatorBoundingBoxResult box = (await plot.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + 40);
        await Assertions.Expect(plot.Locator(".ga-tip b")).ToHaveTextAsync("16 Nov");
        // The page shows its pictures narrow as well: what is told must not hang over its edge then.
        await ShootAsync("look-hover", wholePage: false);
        await plot.FocusAsync();
        await plot.PressAsync("Home");
        await Assertions.Expect(plot.Locator(".ga-tip b")).ToHaveTextAsync("1 Nov");
        await plot.PressAsync("ArrowRight");
        await plot.PressAsync("Enter");
        await Assertions.Expect(Page.Locator(".ga-toast")).ToHaveTextAsync("2 Nov");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task TimeChart_TellsBeforeItChooses_UnderAFinger()
    {
        const string Tap = "plot => { const box = plot.getBoundingClientRect(); plot.dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType: 'touch', clientX: box.left + box.width * 0.53, clientY: box.top + 40 })); }";
        await OpenAsync("/look");
        ILocator plot = Page.Locator("#guide-time [data-ga-plot]");
        await plot.EvaluateAsync(Tap);
        await Assertions.Expect(plot.Locator(".ga-tip b")).ToHaveTextAsync("16 Nov");
        await Assertions.Expect(Page.Locator(".ga-toast")).ToHaveCountAsync(0);
        await plot.EvaluateAsync(Tap);
        await Assertions.Expect(Page.Locator(".ga-toast")).ToHaveTextAsync("16 Nov");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Map_NamesACountryUnderThePointer_AndChoosesIt()
    {
        await OpenAsync("/look");
        ILocator country = Page.Locator("#guide-map g[data-ga-choice=AU]");
        await country.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await country.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await Assertions.Expect(Page.Locator("#guide-map .ga-tip b")).ToHaveTextAsync("Australia");
        await Page.Mouse.ClickAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await Assertions.Expect(Page.Locator(".ga-toast")).ToHaveTextAsync("AU");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Theme_IsKeptForTheNextPage_AndDrawnByTheServer()
    {
        await OpenAsync("/look");
        await Page.GetByLabel("Light or dark").ClickAsync();
        await Page.RunAndWaitForResponseAsync(() => Page.GetByText("Dark", new() { Exact = true }).ClickAsync(), response => response.Url.EndsWith("/_portal/theme/dark", StringComparison.Ordinal));
        IResponse again = (await Page.GotoAsync("/look"))!;
        Assert.Contains("data-theme=\"dark\"", await again.TextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Dialog_OpensOverThePage_AndClosesOnEscape()
    {
        await OpenAsync("/look");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        ILocator confirm = Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true });
        await Assertions.Expect(confirm).ToBeDisabledAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("shop.example");
        await Assertions.Expect(confirm).ToBeEnabledAsync();
        await ShootAsync("look-dialog", wholePage: false);
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(Problems);
    }
}
