using GaOrleans.Engine.Configuration;
using Xunit;

namespace GaOrleans.TestKit.Contracts;

// What is kept of sites by kind and name.
public abstract partial class ConfigurationContract
{
    [Fact]
    public async Task Documents_AreKeptByKindAndName()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        SiteDocument b = (await store.PutDocumentAsync(site.Id, DocumentKind.Segment, "b", """{"x":"ü"}""", None))!;
        SiteDocument a = (await store.PutDocumentAsync(site.Id, DocumentKind.Segment, "a", "[]", None))!;
        SiteDocument query = (await store.PutDocumentAsync(site.Id, DocumentKind.Query, "b", "{}", None))!;
        SiteDocument changed = (await store.PutDocumentAsync(site.Id, DocumentKind.Segment, "b", "[1]", None))!;

        Assert.Equal(b.Id, changed.Id);
        foreach (IConfigurationStore now in new[] { store, store = Restart(store) })
        {
            Assert.Equal([a, changed], now.DocumentsOf(site.Id, DocumentKind.Segment));
            Assert.Equal([query], now.DocumentsOf(site.Id, DocumentKind.Query));
            Assert.Empty(now.DocumentsOf(site.Id, DocumentKind.SharedLink));
        }

        Assert.True(await store.DeleteDocumentAsync(site.Id, DocumentKind.Segment, "b", None));
        Assert.False(await store.DeleteDocumentAsync(site.Id, DocumentKind.Segment, "b", None));
        Assert.Equal([a], Restart(store).DocumentsOf(site.Id, DocumentKind.Segment));
    }

    [Fact]
    public async Task Document_IsReplaced_OnlyWhileItIsTheOneThatIsKnown()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        ValueTask<SiteDocument?> ReplaceAsync(string json, DocumentVersion known) => store.ReplaceDocumentAsync(site.Id, DocumentKind.Board, "b", json, known, None);
        SiteDocument first = (await ReplaceAsync("1", default))!;
        Assert.Null(await ReplaceAsync("2", default));
        // The clock stands still, and there are two versions all the same.
        SiteDocument second = (await ReplaceAsync("1", first.Version))!;
        Assert.NotEqual(first.Version, second.Version);
        Assert.Null(await ReplaceAsync("3", first.Version));
        Assert.Equal(second, store.FindDocument(site.Id, DocumentKind.Board, "b"));
        store = Restart(store);
        SiteDocument third = (await ReplaceAsync("4", second.Version))!;
        Assert.Equal("4", third.Json);

        Assert.True(await store.DeleteDocumentAsync(site.Id, DocumentKind.Board, "b", None));
        Assert.Null(await ReplaceAsync("5", third.Version));
        Assert.Null(store.FindDocument(site.Id, DocumentKind.Board, "b"));
        SiteDocument again = (await ReplaceAsync("4", default))!;
        Assert.NotEqual(third.Id, again.Id);
        Assert.Null(await store.ReplaceDocumentAsync(site.Id + 1, DocumentKind.Board, "b", "{}", default, None));
    }

    [Fact]
    public async Task SitesWith_NamesTheSitesThatHaveDocumentsOfAKind()
    {
        IConfigurationStore store = Create();
        Site first = await SiteOf(store, "first.example");
        Site second = (await store.AddSiteAsync(first.MerchantId, "second.example", "UTC", "EUR", None))!;
        Assert.Empty(store.SitesWith(DocumentKind.Alert));
        await store.PutDocumentAsync(second.Id, DocumentKind.Alert, "a", "{}", None);
        await store.PutDocumentAsync(second.Id, DocumentKind.Alert, "b", "{}", None);
        await store.PutDocumentAsync(first.Id, DocumentKind.Alert, "a", "{}", None);
        await store.PutDocumentAsync(first.Id, DocumentKind.Schedule, "a", "{}", None);

        foreach (IConfigurationStore now in (IConfigurationStore[])[store, store = Restart(store)])
        {
            Assert.Equal([first, second], now.SitesWith(DocumentKind.Alert));
            Assert.Equal([first], now.SitesWith(DocumentKind.Schedule));
            Assert.Empty(now.SitesWith(DocumentKind.Board));
        }

        await store.DeleteDocumentAsync(second.Id, DocumentKind.Alert, "a", None);
        Assert.Equal([first, second], store.SitesWith(DocumentKind.Alert));
        await store.DeleteDocumentAsync(second.Id, DocumentKind.Alert, "b", None);
        Assert.Equal([first], store.SitesWith(DocumentKind.Alert));
        Site renamed = first with { Domain = "renamed.example" };
        await store.ChangeSiteAsync(renamed, None);
        Assert.Equal([renamed], store.SitesWith(DocumentKind.Alert));
        await store.DeleteSiteAsync(first.Id, None);
        Assert.Empty(store.SitesWith(DocumentKind.Alert));
        Assert.Empty(Restart(store).SitesWith(DocumentKind.Schedule));
    }
}
