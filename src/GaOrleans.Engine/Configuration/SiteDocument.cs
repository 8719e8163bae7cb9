namespace GaOrleans.Engine.Configuration;

/// <summary>A named JSON document of a site, such as a segment, a saved query or a shared link.</summary>
/// <param name="Id">Number, unique in the service.</param>
/// <param name="SiteId">The site.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Unique within site and kind.</param>
/// <param name="Json">The content.</param>
/// <param name="ChangedMs">Milliseconds since 1970 UTC; grows with every change, also where clocks do not.</param>
public sealed record SiteDocument(long Id, int SiteId, DocumentKind Kind, string Name, string Json, long ChangedMs)
{
    /// <summary>Which state of the document this is.</summary>
    public DocumentVersion Version => new(Id, ChangedMs);
}
