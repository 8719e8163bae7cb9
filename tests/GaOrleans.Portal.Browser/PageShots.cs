using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>
/// Pictures of pages for people to look at, 1280 and 390 wide, light and dark, in the folder that GA_SCREENSHOTS names. Without it none are taken, since they
/// cost more than the tests; what can be checked without looking is checked always.
/// </summary>
internal static class PageShots
{
    private const int PartHeight = 1700, Height = 860, Wide = 1280, Narrow = 390;

    /// <summary>Where pictures are left; null when nobody wants them.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("GA_SCREENSHOTS") is { Length: > 0 } named ? Directory.CreateDirectory(named).FullName : null;

    /// <summary>Takes a page as it is, and fails where a phone would have to scroll it sideways.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Of the files.</param>
    /// <param name="wholePage">Whether what is below the window is taken too.</param>
    public static async Task TakeAsync(IPage page, string name, bool wholePage)
    {
        foreach (string theme in Folder is null ? (string[])[] : ["light", "dark"])
        {
            await page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
            foreach (int window in (int[])[Wide, Narrow])
            {
                await page.SetViewportSizeAsync(window, Height);
                await page.WaitForTimeoutAsync(60);
                await TakePartsAsync(page, Path.Combine(Folder!, $"{name}-{window}-{theme}"), wholePage ? window : 0);
            }
        }

        await page.SetViewportSizeAsync(Narrow, Height);
        int width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= Narrow, $"{name} is {width} wide in a window of {Narrow}");
        await page.SetViewportSizeAsync(Wide, Height);
    }

    // Long pages are taken in parts, so that each can be looked at.
    private static async Task TakePartsAsync(IPage page, string path, int width)
    {
        if (width == 0)
        {
            await page.ScreenshotAsync(new() { Path = path + ".png", Animations = ScreenshotAnimations.Disabled });
            return;
        }

        int height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        // The whole page at once in the window: then it is laid out once, not for every part.
        await page.SetViewportSizeAsync(width, Math.Max(height, Height));
        for (int part = 0; part * PartHeight < height; part++)
        {
            string name = height <= PartHeight ? path : $"{path}-{part + 1}";
            Clip clip = new() { X = 0, Y = part * PartHeight, Width = width, Height = Math.Min(PartHeight, height - part * PartHeight) };
            await page.ScreenshotAsync(new() { Path = name + ".png", Clip = clip, Animations = ScreenshotAnimations.Disabled });
        }
    }
}
