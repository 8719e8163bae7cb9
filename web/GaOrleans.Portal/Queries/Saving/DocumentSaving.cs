using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>Saves documents so that nobody overwrites what somebody else did meanwhile.</summary>
internal static class DocumentSaving
{
    /// <summary>Stores a document in place of the version that is known, or as a new one where that is the default.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    public static async ValueTask<SaveResult> SaveAsync(this IConfigurationStore configuration, int siteId, DocumentKind kind, string name, string json, DocumentVersion known, CancellationToken ct)
    {
        if (await configuration.ReplaceDocumentAsync(siteId, kind, name, json, known, ct) is { } stored) return new SaveResult(SaveOutcome.Saved, stored.Version);
        if (configuration.FindSite(siteId) is null) return new SaveResult(SaveOutcome.Gone);
        return new SaveResult(known == default ? SaveOutcome.Taken : SaveOutcome.Conflict);
    }
}
