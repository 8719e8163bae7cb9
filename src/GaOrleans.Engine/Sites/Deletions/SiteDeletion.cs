namespace GaOrleans.Engine.Sites.Deletions;

/// <summary>A site that is to be deleted, and until then can be had back.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Domain">Its domain when it was asked for.</param>
/// <param name="MerchantId">Its merchant.</param>
/// <param name="AskedBy">E-mail of who asked.</param>
/// <param name="AskedMs">When, milliseconds since 1970 UTC.</param>
/// <param name="DueMs">From when on it is deleted for good.</param>
/// <param name="WasBlocked">Whether its hits were dropped before already.</param>
public sealed record SiteDeletion(int SiteId, string Domain, int MerchantId, string AskedBy, long AskedMs, long DueMs, bool WasBlocked);
