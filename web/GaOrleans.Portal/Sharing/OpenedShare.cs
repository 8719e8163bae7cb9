using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Sharing;

/// <summary>A shared link as it stands at this moment.</summary>
/// <param name="State">What it leads to.</param>
/// <param name="Site">The site.</param>
/// <param name="Document">The document that holds it.</param>
/// <param name="Link">The link.</param>
public sealed record OpenedShare(ShareState State, Site Site, SiteDocument Document, SharedLink Link);
