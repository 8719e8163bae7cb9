using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Queries.Saving;

namespace GaOrleans.Portal.Journeys;

/// <summary>The funnels, retention and path reports of sites. Who may change them is the caller's question.</summary>
public sealed class SavedJourneys(IConfigurationStore configuration)
{
    /// <summary>The reports of a kind of a site, by name; documents that cannot be read are left out.</summary>
    public IReadOnlyList<SavedJourney> Of(int siteId, DocumentKind kind) => [.. configuration.DocumentsOf(siteId, kind).Select(Read).OfType<SavedJourney>()];

    /// <summary>The report of a name; null when there is none that can be read.</summary>
    public SavedJourney? Find(int siteId, DocumentKind kind, string name) => configuration.FindDocument(siteId, kind, name) is { } document ? Read(document) : null;

    /// <summary>Saves a report under its name, in place of its version or as a new one.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public ValueTask<SaveResult> SaveAsync(int siteId, DocumentKind kind, SavedJourney journey, CancellationToken ct) =>
        configuration.SaveAsync(siteId, kind, journey.Name, journey.Card.Write(), journey.Version, ct);

    /// <summary>Saves a report under a new name and deletes the old one: in this order, so that a fault in between loses nothing.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="journey">The report as it is known; its card is saved too.</param>
    /// <param name="newName">Its new name; when it is the old one, only the card is changed.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<SaveResult> RenameAsync(int siteId, DocumentKind kind, SavedJourney journey, string newName, CancellationToken ct)
    {
        if (newName == journey.Name) return await SaveAsync(siteId, kind, journey, ct);
        if (Find(siteId, kind, journey.Name)?.Version != journey.Version) return new SaveResult(SaveOutcome.Conflict);
        SaveResult result = await SaveAsync(siteId, kind, journey with { Name = newName, Version = default }, ct);
        if (result.IsSaved) await DeleteAsync(siteId, kind, journey.Name, ct);
        return result;
    }

    /// <summary>Deletes a report; false when there is none.</summary>
    public ValueTask<bool> DeleteAsync(int siteId, DocumentKind kind, string name, CancellationToken ct) => configuration.DeleteDocumentAsync(siteId, kind, name, ct);

    private static SavedJourney? Read(SiteDocument document) => JourneyCard.Read(document.Json) is { } card ? new SavedJourney(document.Name, card, document.Version) : null;
}
