using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>Pictures of charts and lists, as they are saved: read back point by point.</summary>
public sealed class PictureTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    private const int Scale = 2, Margin = 16;

    private static readonly (string Name, string Selector)[] Parts =
    [
        ("time", "#guide-time"), ("bars", "#guide-bars"), ("donut", ".ga-donut"), ("map", "#guide-map"), ("funnel", ".ga-funnel"),
        ("cohorts", ".ga-table-wrap:has(.ga-heat)"), ("paths", ".ga-paths"), ("table", ".ga-table-wrap:has(.ga-table)"),
    ];

    [BrowserTheory]
    [InlineData("guide-time")]
    [InlineData("guide-map")]
    public async Task Picture_IsSavedAsPng_WithoutAskingTheServer(string chart)
    {
        await OpenAsync("/look");
        await Context.SetOfflineAsync(true);
        IDownload saved = await Page.RunAndWaitForDownloadAsync(() => Page.Locator($"[data-ga-png={chart}]").ClickAsync());
        byte[] png = await File.ReadAllBytesAsync(await saved.PathAsync());
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png.Take(4));
        Assert.True(png.Length > 10_000);
    }

    [BrowserTheory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task EveryPart_IsPaintedOnTheGroundOfItsTheme(string theme)
    {
        await OpenAsync("/look");
        await Page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
        foreach ((string name, string selector) in Parts)
        {
            LocatorBoundingBoxResult box = (await Page.Locator(selector).First.BoundingBoxAsync())!;
            SavedPicture picture = await SaveAsync(selector, title: "", $"{name}-{theme}");
            Assert.Equal(theme == "dark" ? "24,32,31" : "255,255,255", picture.Ground);
            Assert.InRange(picture.Width, Scale * (box.Width + 2 * Margin) - 1, Scale * (box.Width + 2 * Margin) + 1);
            Assert.InRange(picture.Height, Scale * (box.Height + 2 * Margin) - 1, Scale * (box.Height + 2 * Margin) + 1);
            Assert.True(picture.Ink > 0.01, $"{name} is painted on {picture.Ink:P2} of its picture");
            Assert.True(picture.Colours > 3, $"{name} has {picture.Colours} colours");
        }

        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Picture_HasItsTitle_AndAllOfWhatScrolls_InANarrowWindow()
    {
        await OpenAsync("/look");
        await Page.SetViewportSizeAsync(390, 860);
        foreach ((string name, string selector) in Parts.Where(part => part.Name is "cohorts" or "paths"))
        {
            ILocator scroller = Page.Locator(selector).First;
            int hidden = await scroller.EvaluateAsync<int>("part => { part.scrollLeft = 50; return part.scrollWidth - part.clientWidth; }");
            Assert.True(hidden > 50, $"{name} does not scroll");
            SavedPicture plain = await SaveAsync(selector, title: "", $"{name}-narrow"), titled = await SaveAsync(selector, "Last week", $"{name}-titled");
            int whole = await scroller.EvaluateAsync<int>("part => part.scrollWidth");
            Assert.InRange(plain.Width, Scale * (whole + 2 * Margin) - 2, Scale * (whole + 2 * Margin + 8));
            Assert.True(plain.End > 0, $"the end of {name} is not painted");
            Assert.InRange(titled.Height - plain.Height, Scale * 16, Scale * 60);
            Assert.Equal(50, await scroller.EvaluateAsync<int>("part => part.scrollLeft"));
        }

        Assert.Equal(0, await Page.Locator(".ga-picture").CountAsync());
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task HostileTexts_NeitherActNorSpoilThePicture()
    {
        const string Script = "\"><script>window.harmed=1</script><img src=x onerror=window.harmed=1>";
        await OpenAsync("/look");
        await Page.EvaluateAsync("evil => { for (const text of document.querySelectorAll('.ga-paths text, #guide-bars bdi')) text.textContent = evil + '\\u0001\\ud800\\uffff\\u202e]]>'; }", Script);
        foreach (string selector in (string[])[".ga-paths", "#guide-bars"])
        {
            SavedPicture picture = await SaveAsync(selector, Script + new string('x', 2000), "../.." + Script);
            Assert.True(picture.Ink > 0.01);
            Assert.Equal("script-window.harmed-1-script-img-src-x-onerror-window.harmed-1.png", picture.Name);
        }

        Assert.False(await Page.EvaluateAsync<bool>("() => 'harmed' in window"));
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Picture_IsSmallerOfPoints_WhereACanvasOfItsSizeWouldStayEmpty()
    {
        await OpenAsync("/look");
        await Page.EvaluateAsync("() => { const rows = document.querySelector('.ga-table tbody'); for (let i = 0; i < 400; i++) rows.append(rows.firstElementChild.cloneNode(true)); }");
        SavedPicture picture = await SaveAsync(".ga-table-wrap:has(.ga-table)", title: "", "long");
        Assert.InRange(picture.Height, 16_000, 16_384);
        Assert.True(picture.Foot > 0, "the last rows are not painted");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Failure_IsSaid()
    {
        await OpenAsync("/look");
        await Page.EvaluateAsync("() => { HTMLCanvasElement.prototype.toBlob = done => done(null); }");
        await Page.Locator("[data-ga-png=guide-time]").ClickAsync();
        await Page.GetByRole(AriaRole.Alert).GetByText("could not make a picture").WaitForAsync();
        Assert.Empty(Problems);
    }

    private async Task<SavedPicture> SaveAsync(string selector, string title, string name)
    {
        const string Save = "([selector, name, title]) => { const part = document.querySelector(selector); part.id ||= 'of' + selector.replace(/[^a-z]/g, ''); return ga.savePicture(part.id, name, title); }";
        const string Read = """
            async png => {
              const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0)), image = await createImageBitmap(new Blob([bytes])), canvas = new OffscreenCanvas(image.width, image.height), to = canvas.getContext('2d');
              to.drawImage(image, 0, 0);
              const points = new Uint32Array(to.getImageData(0, 0, image.width, image.height).data.buffer), ground = points[0], colours = new Set();
              let ink = 0, end = 0, foot = 0;
              points.forEach((point, i) => {
                if (point === ground) return;
                ink++;
                colours.add(point);
                if (i % image.width > image.width - 320) end++;
                if (i / image.width > image.height - 140) foot++;
              });
              return { width: image.width, height: image.height, ground: [ground & 255, ground >> 8 & 255, ground >> 16 & 255].join(), ink: ink / points.length, colours: colours.size, end, foot };
            }
            """;
        IDownload download = await Page.RunAndWaitForDownloadAsync(async () => Assert.True(await Page.EvaluateAsync<bool>(Save, (string[])[selector, name, title])));
        await download.SaveAsAsync(Path.Combine(PageShots.Folder, "picture-" + download.SuggestedFilename));
        SavedPicture picture = await Page.EvaluateAsync<SavedPicture>(Read, Convert.ToBase64String(await File.ReadAllBytesAsync(await download.PathAsync())));
        picture.Name = download.SuggestedFilename;
        return picture;
    }

    /// <summary>What is in a picture.</summary>
    private sealed class SavedPicture
    {
        public string Name { get; set; } = "";

        public int Width { get; set; }

        public int Height { get; set; }

        // Red, green and blue of the first point.
        public string Ground { get; set; } = "";

        // Share of the points that are not of the ground.
        public double Ink { get; set; }

        public int Colours { get; set; }

        // Points that are not of the ground, near the right edge and near the lower one.
        public int End { get; set; }
        public int Foot { get; set; }
    }
}
