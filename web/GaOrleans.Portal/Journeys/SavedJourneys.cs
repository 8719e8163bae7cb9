using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Journeys;

/// <summary>The funnels, retention and path reports of sites. Who may change them is the caller's question.</summary>
public sealed class SavedJourneys(IConfigurationStore configuration)
{
    /// <summary>The reports of a kind of a site, by name; documents that cannot be read are left out.</summary>
    public IReadOnlyList<SavedJourney> Of(int siteId, DocumentKind kind) =>
        [.. configuration.DocumentsOf(siteId, kind).Select(document => (document.Name, Card: JourneyCard.Read(document.Json))).Where(one => one.Card is not null).Select(one => new SavedJourney(one.Name, one.Card!))];

    /// <summary>Saves a report under its name, in place of the one that has it; false when the site is gone.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public async ValueTask<bool> PutAsync(int siteId, DocumentKind kind, SavedJourney journey, CancellationToken ct) =>
        await configuration.PutDocumentAsync(siteId, kind, journey.Name, journey.Card.Write(), ct) is not null;

    /// <summary>Deletes a report; false when there is none.</summary>
    public ValueTask<bool> DeleteAsync(int siteId, DocumentKind kind, string name, CancellationToken ct) => configuration.DeleteDocumentAsync(siteId, kind, name, ct);
}
