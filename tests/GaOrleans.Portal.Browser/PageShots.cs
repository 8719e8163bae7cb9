using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>
/// Pictures of pages for people to look at, kept beside the test program: each page 1280 wide in light and 390 wide in dark. When GA_SCREENSHOTS names a folder
/// they go there, and each page is taken in all four ways; that takes as long as the tests themselves.
/// </summary>
internal static class PageShots
{
    private const int PartHeight = 1700, Height = 860, Wide = 1280, Narrow = 390, MostMs = 5000;

    private static readonly ConcurrentDictionary<string, int> Left = new(StringComparer.Ordinal);

    private static readonly string? Named = Environment.GetEnvironmentVariable("GA_SCREENSHOTS") is { Length: > 0 } named ? named : null;

    private static readonly (string Theme, int Width)[] Ways = Named is null ? [("light", Wide), ("dark", Narrow)] : [("light", Wide), ("light", Narrow), ("dark", Wide), ("dark", Narrow)];

    /// <summary>Where pictures are left.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Named ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>Takes a page as it is, and fails where a phone would have to scroll it sideways.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Of the files.</param>
    /// <param name="wholePage">Whether what is below the window is taken too.</param>
    public static async Task TakeAsync(IPage page, string name, bool wholePage)
    {
        foreach ((string theme, int window) in Ways)
        {
            await page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
            await page.SetViewportSizeAsync(window, Height);
            await page.WaitForTimeoutAsync(60);
            await TakePartsAsync(page, Path.Combine(Folder, $"{name}-{window}-{theme}"), wholePage ? window : 0);
        }

        await page.SetViewportSizeAsync(Narrow, Height);
        int width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= Narrow, $"{name} is {width} wide in a window of {Narrow}");
        await page.SetViewportSizeAsync(Wide, Height);
    }

    /// <summary>Takes what a test leaves behind, with the address and the console's errors: when it failed, that is what it saw last.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="tests">Class of the test; the tests of a class are numbered in their order.</param>
    /// <param name="problems">What went wrong in the page.</param>
    public static async Task LeaveAsync(IPage page, string tests, IEnumerable<string> problems)
    {
        string path = Path.Combine(Folder, $"end-{tests}-{Left.AddOrUpdate(tests, 1, static (_, last) => last + 1)}");
        try
        {
            await page.ScreenshotAsync(new() { Path = path + ".png", Timeout = MostMs });
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            problems = problems.Append($"no picture: {e.Message}");
        }

        await File.WriteAllLinesAsync(path + ".txt", problems.Prepend(page.Url));
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
