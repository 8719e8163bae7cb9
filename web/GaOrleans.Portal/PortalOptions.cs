using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal;

/// <summary>Settings of the portal, bound once from the section <c>Portal</c> and checked at start.</summary>
public sealed class PortalOptions
{
    /// <summary>Whether the portal is served at all. Default yes; without it the process has the HTTP interfaces only.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The address that people and their sites see, such as <c>https://stats.example.com</c>, for links in mails and what is copied from pages. Default: none; pages
    /// then have the address of the request, which is right unless a proxy changes the host, and mails the address that this process listens on: whoever asks
    /// for a mail must not choose where its link leads.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Seconds for which the state of a page is kept for a browser that lost its connection. Default 60. Longer costs memory, shorter makes the page load anew,
    /// at the same place.
    /// </summary>
    public int DisconnectedSeconds { get; set; } = 60;

    /// <summary>Disconnected pages kept at once; the oldest goes first. Default 100.</summary>
    public int DisconnectedPages { get; set; } = 100;

    /// <summary>
    /// Whether browsers speak https with a proxy in front of this service, which itself is asked by http. Default no. Cookies are then secure and carry the
    /// prefix __Host-, as they always do where this service itself is asked by https; set by mistake, nobody can sign in by http.
    /// </summary>
    public bool HttpsOutside { get; set; }

    /// <summary>How long an answer about signing in takes at least, in milliseconds, so that its time tells nothing. Default 400; 0 for not to wait.</summary>
    public int SignInMs { get; set; } = 400;

    /// <summary>Rounds of PBKDF2 with SHA-512 in hashes of passwords. Default 210,000, which OWASP names; more cost whoever tries passwords, and each sign-in, more time.</summary>
    public int PasswordRounds { get; set; } = 210_000;

    /// <summary>
    /// File of a certificate with an RSA key, PKCS #12 or (named .pem) PEM, by which the keys that protect sessions, links and second factors are encrypted among the
    /// records; the same for all processes. Default: none, and whoever reads the records can make sessions. Keys that lie there unencrypted are encrypted at the next
    /// start. Who loses it ends all sessions and makes all second factors useless.
    /// </summary>
    public string? KeyCertificate { get; set; }

    /// <summary>File of the certificate before, whose keys are still read. Default none.</summary>
    public string? OldKeyCertificate { get; set; }

    /// <summary>Password of these files, if they have one. Give it as <c>Portal__KeyCertificatePassword</c>.</summary>
    public string? KeyCertificatePassword { get; set; }

    /// <summary>The address for what is copied from a page (snippets, shared links, curl lines), without slash at the end.</summary>
    /// <param name="baseUri">The address that the page itself was asked for by.</param>
    internal string AddressOn(string baseUri) => (PublicUrl ?? baseUri).TrimEnd('/');

    /// <summary>Says what is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        if (KeyCertificates.ProblemOf(this) is { } problem) return problem;
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out Uri? url) && (url.Scheme is "http" or "https")))
            return $"Portal:PublicUrl has \"{PublicUrl}\", which is no address such as https://stats.example.com";
        if (DisconnectedSeconds is < 0 or > 3600) return "Portal:DisconnectedSeconds must be 0 to 3600";
        if (SignInMs is < 0 or > 10_000) return "Portal:SignInMs must be 0 to 10000";
        if (PasswordRounds < 1000) return "Portal:PasswordRounds must be at least 1000";
        return DisconnectedPages < 0 ? "Portal:DisconnectedPages must not be negative" : null;
    }
}
