using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Portal.Dashboard.Filters;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GaOrleans.Portal.Sharing;

/// <summary>
/// Decides what a shared link opens, from what is stored at that moment: whoever shows something of a site asks here each time. A password once given is known
/// by a ticket, which is worth nothing for another link, after half a day, or after the password was changed.
/// </summary>
public sealed class ShareAccess(IConfigurationStore configuration, ServiceSettings settings, SiteDeletions deletions, IDataProtectionProvider protection, IOptions<PasswordHasherOptions> hashing, TimeProvider time)
{
    /// <summary>How long a password once given is remembered.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromHours(12);

    /// <summary>Most characters of a password.</summary>
    public const int PasswordCharacters = 200;

    private const int AuthCharacters = 200;

    private readonly ITimeLimitedDataProtector _tickets = protection.CreateProtector("GaOrleans.Share").ToTimeLimitedDataProtector();
    private readonly PasswordHasher<SharedLink> _hasher = new(hashing);

    /// <summary>Finds what an address leads to.</summary>
    /// <param name="domain">The site's domain.</param>
    /// <param name="auth">The secret of the address.</param>
    /// <param name="ticket">The ticket that the browser got for the password; null for none.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null when there is nothing.</returns>
    public async ValueTask<OpenedShare?> OpenAsync(string? domain, string? auth, string? ticket, CancellationToken ct)
    {
        if (Find(domain, auth) is not { } found || !(await settings.GetAsync(ct)).Sharing) return null;
        if (configuration.FindMerchant(found.Site.MerchantId) is not { Suspended: false }) return null;
        // Only sites that take no hits can be about to be deleted.
        if (found.Site.Blocked && await deletions.FindAsync(found.Site.Id, ct) is not null) return null;
        if (IsHeldToGoal(found.Site.Id, found.Link)) return null;
        if (found.Link.IsOver(time.GetUtcNow())) return found with { State = ShareState.Over };
        return found.Link.PasswordHash is null || IsTicketOf(found, ticket) ? found with { State = ShareState.Open } : found;
    }

    /// <summary>The origins that may show an address in a frame; empty for none.</summary>
    public IReadOnlyList<string> OriginsOf(string? domain, string? auth) => Find(domain, auth)?.Link.Origins ?? [];

    /// <summary>
    /// Whether goals decide who is seen, by a segment at this moment: then rates of conversion would tell of those who are not to be seen. No link is made so, but a
    /// segment can get a goal later.
    /// </summary>
    public bool IsHeldToGoal(int siteId, SharedLink link) => link.Limits.Locked.Count > 0 && FilterTraits.Of(link.Limits.Locked, configuration.DocumentsOf(siteId, DocumentKind.Segment)).HasGoal;

    /// <summary>Checks a password.</summary>
    /// <returns>A ticket for the browser to keep; null when it is wrong.</returns>
    public string? Enter(OpenedShare share, string? password)
    {
        if (share.Link.PasswordHash is not { } hash || password is not { Length: > 0 and <= PasswordCharacters }) return null;
        return _hasher.VerifyHashedPassword(share.Link, hash, password) == PasswordVerificationResult.Failed ? null : _tickets.Protect(ContentOf(share), TicketLife);
    }

    /// <summary>The hash by which a link knows its password.</summary>
    public string Hash(SharedLink link, string password) => _hasher.HashPassword(link, password);

    /// <summary>The name of the cookie that keeps the ticket of a link.</summary>
    public static string CookieOf(OpenedShare share) => $"ga-share-{share.Document.Id.ToString(CultureInfo.InvariantCulture)}";

    private OpenedShare? Find(string? domain, string? auth)
    {
        if (string.IsNullOrEmpty(domain) || auth is not { Length: > 0 and <= AuthCharacters } || configuration.FindSite(domain) is not { } site) return null;
        byte[] asked = Encoding.UTF8.GetBytes(auth);
        OpenedShare? found = null;
        foreach (SiteDocument document in configuration.DocumentsOf(site.Id, DocumentKind.SharedLink))
        {
            // All of them, and each in the same time whatever it has in common with what was asked.
            if (SharedLinkJson.Read(document.Json) is { } link && CryptographicOperations.FixedTimeEquals(asked, Encoding.UTF8.GetBytes(link.Auth))) found = new OpenedShare(ShareState.Locked, site, document, link);
        }

        return found;
    }

    private bool IsTicketOf(OpenedShare share, string? ticket)
    {
        if (string.IsNullOrEmpty(ticket)) return false;
        try
        {
            return _tickets.Unprotect(ticket) == ContentOf(share);
        }
        catch (CryptographicException)
        {
            // Too old, or made up.
            return false;
        }
    }

    private static string ContentOf(OpenedShare share) =>
        $"{share.Document.Id.ToString(CultureInfo.InvariantCulture)} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(share.Link.Auth + " " + share.Link.PasswordHash)))}";
}
