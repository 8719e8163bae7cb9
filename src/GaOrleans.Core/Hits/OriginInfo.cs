namespace GaOrleans.Core.Hits;

/// <summary>Where a hit came from. An empty text means none; a visit's origin is that of its first hit.</summary>
/// <param name="Source">Name of the source, such as <c>Google</c> or <c>newsletter</c>.</param>
/// <param name="Referrer">Referring host and path without scheme and query.</param>
/// <param name="Channel">GA4's default channel group; never empty.</param>
/// <param name="UtmMedium">utm_medium.</param>
/// <param name="UtmSource">utm_source.</param>
/// <param name="UtmCampaign">utm_campaign.</param>
/// <param name="UtmContent">utm_content.</param>
/// <param name="UtmTerm">utm_term.</param>
public sealed record OriginInfo(string Source = "", string Referrer = "", string Channel = "Direct", string UtmMedium = "",
    string UtmSource = "", string UtmCampaign = "", string UtmContent = "", string UtmTerm = "");
