namespace GaOrleans.Portal.Sharing;

/// <summary>How often a shared link was opened.</summary>
/// <param name="Opened">How often.</param>
/// <param name="LastMs">When last, milliseconds since 1970 UTC.</param>
public sealed record ShareCount(long Opened, long LastMs);
