using Microsoft.Playwright;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>A dashboard in a browser, with times as the page itself takes them: to the next frame that shows it.</summary>
internal sealed class DashboardTab(IPage page)
{
    private const string IsAll = "() => document.querySelector('.dash-grid') && !document.querySelector('.dash-grid .ga-skeleton, .dash-main .ga-skeleton, .dash-top.dash-pale, .ga-card.ga-busy')";

    // A click shows its filter and pales the old numbers in one drawing; they are there when they are not pale any more.
    private const string Click = """
        async ([panel, row]) => {
          const link = document.querySelectorAll(`[data-panel=${panel}] a.dash-value`)[row];
          const chips = document.querySelectorAll('.dash-chip').length + 1;
          const frame = () => new Promise(done => requestAnimationFrame(done));
          const begun = performance.now();
          let first = 0;
          link.click();
          while (performance.now() - begun < 30000) {
            await frame();
            if (document.querySelectorAll('.dash-chip').length !== chips) continue;
            if (!first && document.querySelector('.dash-top:not(.dash-pale) .dash-figure-value') && !document.querySelector('.dash-top .ga-skeleton')) first = performance.now() - begun;
            if (first && (IS_ALL)()) return [first, performance.now() - begun];
          }
          throw new Error('the dashboard did not answer within 30 seconds');
        }
        """;

    /// <summary>Signs in with the form.</summary>
    public async Task SignInAsync((string Email, string Password) login)
    {
        await page.GotoAsync("/signin");
        await page.FillAsync("input[name=Email]", login.Email);
        await page.FillAsync("input[name=Password]", login.Password);
        await page.ClickAsync("main button[type=submit], form button[type=submit]");
        await page.WaitForURLAsync("**/sites**");
    }

    /// <summary>Loads a dashboard anew.</summary>
    public async Task<TabTimes> OpenAsync(string path)
    {
        await page.GotoAsync("about:blank");
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        var options = new PageWaitForFunctionOptions { Timeout = 60_000 };
        await page.WaitForFunctionAsync("() => document.documentElement?.dataset.gaLive", arg: null, options);
        double first = await page.EvaluateAsync<double>("() => performance.now()");
        await page.WaitForFunctionAsync(IsAll, arg: null, options);
        return new TabTimes(first, await page.EvaluateAsync<double>("() => performance.now()"));
    }

    /// <summary>Number of rows of a list that can be clicked.</summary>
    public async Task<int> RowsAsync(string panel) => await page.Locator($"[data-panel={panel}] a.dash-value").CountAsync();

    /// <summary>Clicks a row of a list, which adds a filter.</summary>
    public async Task<TabTimes> ClickRowAsync(string panel, int row)
    {
        double[] times = await page.EvaluateAsync<double[]>(Click.Replace("IS_ALL", IsAll, StringComparison.Ordinal), new object[] { panel, row });
        return new TabTimes(times[0], times[1]);
    }

    /// <summary>Goes back to the dashboard without the filter of the last click.</summary>
    public async Task BackAsync()
    {
        int chips = await page.Locator(".dash-chip").CountAsync();
        await page.GoBackAsync();
        await page.WaitForFunctionAsync("chips => document.querySelectorAll('.dash-chip').length < chips", chips);
        await page.WaitForFunctionAsync(IsAll);
    }
}
