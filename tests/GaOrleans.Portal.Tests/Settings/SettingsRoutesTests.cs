using System.Net;
using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Settings;

/// <summary>The files of a site's settings, and what its pages say while it is about to be deleted.</summary>
public sealed class SettingsRoutesTests : IAsyncLifetime
{
    private const string Evil = "\"><script>alert(1)</script> =cmd() 😀 \u202Eevil";

    private PortalHost _host = null!;
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _host = await PortalHost.StartAsync();
        _site = await _host.AddSiteAsync("shop.example");
        await _host.AddMemberAsync("viewer@shop.example", _site, MerchantRole.Viewer);
        await _host.AddMemberAsync("owner@shop.example", _site, MerchantRole.Owner);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Settings_HoldWhatWasSetUp_AndNothingThatOpensDoors()
    {
        await _host.Configuration.PutGoalAsync(_site.Id, GoalRules.Make(isPage: false, Evil, null, "EUR", new Dictionary<string, string>(StringComparer.Ordinal) { [Evil] = Evil }), CancellationToken.None);
        await PutAsync(DocumentKind.Segment, Evil, """[["is","visit:country",["DE"]]]""");
        await PutAsync(DocumentKind.Query, "broken", "no { json");
        foreach (DocumentKind secret in (DocumentKind[])[DocumentKind.SharedLink, DocumentKind.Schedule, DocumentKind.Alert]) await PutAsync(secret, "secret", """{"hidden":"open sesame"}""");
        NewKey key = (await _host.Configuration.AddKeyAsync(_site.MerchantId, _site.Id, "secret", KeyScopes.Read, CancellationToken.None))!;

        using TestBrowser browser = await _host.SignedInAsync("viewer@shop.example");
        using HttpResponseMessage answer = await browser.GetAsync("/sites/shop.example/settings.json");
        string text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(("application/json", "attachment", "no-store"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Headers.CacheControl?.ToString()));
        JsonElement root = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Europe/Berlin", root.GetProperty("timezone").GetString());
        JsonElement goal = root.GetProperty("goals")[0];
        Assert.Equal(Evil, goal.GetProperty("display_name").GetString());
        Assert.Equal(Evil, goal.GetProperty("custom_props").GetProperty(Evil).GetString());
        Assert.Equal("is", root.GetProperty("segment").GetProperty(Evil)[0][0].GetString());
        Assert.Equal("no { json", root.GetProperty("query").GetProperty("broken").GetString());
        foreach (string hidden in (string[])["open sesame", key.Secret, key.Key.Prefix, "secret"]) Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "from and to must be days")]
    [InlineData("?from=2026-01-01", "from and to must be days")]
    [InlineData("?from=2026-02-30&to=2026-03-01", "from and to must be days")]
    [InlineData("?from=2026-01-02&to=2026-01-01", "before the first")]
    [InlineData("?from=2020-01-01&to=2026-01-01", "at most 366 days")]
    [InlineData("?from=0001-01-01&to=0001-01-02", "must lie between")]
    public async Task Export_NamesWhatIsWrong_AndIsNoFileThen(string query, string said)
    {
        using TestBrowser browser = await _host.SignedInAsync("viewer@shop.example");
        using HttpResponseMessage answer = await browser.GetAsync("/sites/shop.example/export.csv" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Export_IsAFileNamedAfterTheSiteAndItsDays()
    {
        using TestBrowser browser = await _host.SignedInAsync("viewer@shop.example");
        using HttpResponseMessage answer = await browser.GetAsync("/sites/shop.example/export.csv?from=2026-01-01&to=2026-01-31");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("shop.example-2026-01-01-2026-01-31.csv", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        // Nothing but the names of the columns: the site has no hits.
        Assert.Single((await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Pages_SayThatTheSiteWillBeDeleted_AndLeadOwnersBack()
    {
        const string Way = "href=\"/sites/shop.example/settings/delete\">Restore it";
        await _host.Get<SiteDeletions>().AskAsync(_site.Id, "owner@shop.example", CancellationToken.None);
        using TestBrowser viewer = await _host.SignedInAsync("viewer@shop.example"), owner = await _host.SignedInAsync("owner@shop.example");
        string seen = await viewer.TextAsync("/sites/shop.example/settings/goals"), owned = await owner.TextAsync("/sites/shop.example/settings/goals");
        Assert.Contains("will be deleted for good", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Way, seen, StringComparison.Ordinal);
        Assert.Contains(Way, owned, StringComparison.Ordinal);
        await _host.Get<SiteDeletions>().RestoreAsync(_site.Id, CancellationToken.None);
        Assert.DoesNotContain("will be deleted for good", await owner.TextAsync("/sites/shop.example/settings/goals"), StringComparison.Ordinal);
    }

    private async Task PutAsync(DocumentKind kind, string name, string json) => Assert.NotNull(await _host.Configuration.PutDocumentAsync(_site.Id, kind, name, json, CancellationToken.None));
}
