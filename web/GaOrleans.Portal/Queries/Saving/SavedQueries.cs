using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>The saved queries of sites. Who may change them is the caller's question.</summary>
public sealed class SavedQueries(IConfigurationStore configuration)
{
    /// <summary>The queries of a site, by name.</summary>
    public IReadOnlyList<SavedQuery> Of(int siteId)
    {
        var cards = configuration.DocumentsOf(siteId, DocumentKind.QueryCard).ToDictionary(card => card.Name, StringComparer.Ordinal);
        return [.. configuration.DocumentsOf(siteId, DocumentKind.Query).Select(query => Joined(query, cards.GetValueOrDefault(query.Name)))];
    }

    /// <summary>The query of a name, or null.</summary>
    public SavedQuery? Find(int siteId, string name)
    {
        SiteDocument? query = Document(siteId, DocumentKind.Query, name);
        return query is null ? null : Joined(query, Document(siteId, DocumentKind.QueryCard, name));
    }

    /// <summary>Saves a query under its name, in place of the one that has it.</summary>
    /// <returns>False when the site is gone.</returns>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<bool> PutAsync(int siteId, SavedQuery query, CancellationToken ct)
    {
        if (await configuration.PutDocumentAsync(siteId, DocumentKind.Query, query.Name, query.Json, ct) is null) return false;
        return await configuration.PutDocumentAsync(siteId, DocumentKind.QueryCard, query.Name, query.Card.Write(), ct) is not null;
    }

    /// <summary>Deletes a query and its card; boards keep their tiles, so that putting it back puts them back.</summary>
    /// <returns>What was deleted, or null.</returns>
    public async ValueTask<SavedQuery?> DeleteAsync(int siteId, string name, CancellationToken ct)
    {
        if (Find(siteId, name) is not { } query) return null;
        await configuration.DeleteDocumentAsync(siteId, DocumentKind.Query, name, ct);
        await configuration.DeleteDocumentAsync(siteId, DocumentKind.QueryCard, name, ct);
        return query;
    }

    /// <summary>Saves a query under a new name and deletes the old one; in this order, so that a fault in between loses nothing.</summary>
    /// <returns>False when the new name is taken or there is no such query.</returns>
    public async ValueTask<bool> RenameAsync(int siteId, string name, string newName, CancellationToken ct)
    {
        if (Find(siteId, newName) is not null || Find(siteId, name) is not { } query) return false;
        if (!await PutAsync(siteId, query with { Name = newName }, ct)) return false;
        await DeleteAsync(siteId, name, ct);
        return true;
    }

    private static SavedQuery Joined(SiteDocument query, SiteDocument? card) =>
        new(query.Name, query.Json, card is null ? QueryCard.Empty : QueryCard.Read(card.Json) ?? QueryCard.Empty, query.ChangedMs);

    private SiteDocument? Document(int siteId, DocumentKind kind, string name) =>
        configuration.DocumentsOf(siteId, kind).FirstOrDefault(document => document.Name == name);
}
