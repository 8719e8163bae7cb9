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
    public SavedQuery? Find(int siteId, string name) =>
        configuration.FindDocument(siteId, DocumentKind.Query, name) is { } query ? Joined(query, configuration.FindDocument(siteId, DocumentKind.QueryCard, name)) : null;

    /// <summary>Saves a query under its name, in place of its version or as a new one.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<SaveResult> SaveAsync(int siteId, SavedQuery query, CancellationToken ct)
    {
        // The query is always written and always first, so its version stands for the card too.
        SaveResult result = await configuration.SaveAsync(siteId, DocumentKind.Query, query.Name, query.Json, query.Version, ct);
        if (!result.IsSaved) return result;
        string card = query.Card.Write();
        if (configuration.FindDocument(siteId, DocumentKind.QueryCard, query.Name)?.Json != card) await configuration.PutDocumentAsync(siteId, DocumentKind.QueryCard, query.Name, card, ct);
        return result;
    }

    /// <summary>Deletes a query and its card; boards keep their tiles, so that putting it back puts them back.</summary>
    /// <returns>What was deleted, to be saved as a new one; or null.</returns>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<SavedQuery?> DeleteAsync(int siteId, string name, CancellationToken ct)
    {
        if (Find(siteId, name) is not { } query) return null;
        await configuration.DeleteDocumentAsync(siteId, DocumentKind.Query, name, ct);
        await configuration.DeleteDocumentAsync(siteId, DocumentKind.QueryCard, name, ct);
        return query with { Version = default };
    }

    private static SavedQuery Joined(SiteDocument query, SiteDocument? card) =>
        new(query.Name, query.Json, card is null ? QueryCard.Empty : QueryCard.Read(card.Json) ?? QueryCard.Empty, query.Version);
}
