namespace GaOrleans.Core.Enrichment;

/// <summary>What a channel follows from.</summary>
/// <param name="Source">The source; its name is empty when there is none.</param>
/// <param name="UtmSource">utm_source as sent.</param>
/// <param name="Medium">utm_medium as sent, or the click id in brackets.</param>
/// <param name="Campaign">utm_campaign as sent.</param>
/// <param name="PaidClick">Whether a click id says that it was an advertisement.</param>
public sealed record ChannelEvidence(KnownSource Source, string UtmSource, string Medium, string Campaign, bool PaidClick);
