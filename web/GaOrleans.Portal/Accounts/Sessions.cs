using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using GaOrleans.Engine.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Sessions: who has signed in, when and how. A session says nothing about rights. It is over when the user's security stamp changes (password, e-mail,
/// second factor, "sign out everywhere"), when it is signed out, when staff disables the user, 14 days after it was last used, and in any case after
/// <see cref="Longest"/>; that of staff after <see cref="LongestOfStaff"/>.
/// </summary>
internal sealed class Sessions(AccountStore accounts, TimeProvider time)
{
    /// <summary>The scheme of sessions.</summary>
    public const string Scheme = "ga-session";

    /// <summary>The scheme of the step between password and second factor.</summary>
    public const string CodeScheme = "ga-code";

    /// <summary>How long a session lasts at most, however much it is used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>How long a session of staff lasts at most.</summary>
    public static readonly TimeSpan LongestOfStaff = TimeSpan.FromHours(16);

    /// <summary>How long a session lasts after it was last used.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(14);

    private const int MostEnded = 50, IdBytes = 16;

    private const string Id = "ga:session", Stamp = "ga:stamp", Since = "ga:since", Method = "amr", SecondFactor = "mfa", Address = "ga:address";

    /// <summary>Whether the session began with a second factor.</summary>
    public static bool HasSecondFactor(ClaimsPrincipal principal) => principal.HasClaim(Method, SecondFactor);

    /// <summary>The network address that <see cref="Complete"/> noted, or null.</summary>
    public static string? AddressOf(ClaimsPrincipal principal) => principal.FindFirstValue(Address);

    /// <summary>The principal with what is known by each request anew: name, and the network address. Neither decides anything.</summary>
    public static ClaimsPrincipal Complete(ClaimsPrincipal principal, User user, IPAddress? address)
    {
        var claims = new List<Claim>(principal.Claims.Where(claim => claim.Type is not (Address or ClaimTypes.Name)))
        {
            new(ClaimTypes.Name, user.Name.Length > 0 ? user.Name : user.Email),
        };
        if (address is not null) claims.Add(new Claim(Address, (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    /// <summary>Begins a session and sets its cookie.</summary>
    public Task SignInAsync(HttpContext http, User user, bool secondFactor)
    {
        var claims = new List<Claim>(IdentityOf(user)) { new(Id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))), new(Since, NowMs.ToString(CultureInfo.InvariantCulture)), new(Method, secondFactor ? SecondFactor : "pwd") };
        return http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Ends the session of a request, for all who have its cookie, and takes the cookie away.</summary>
    public async Task SignOutAsync(HttpContext http, User user)
    {
        if (http.User.FindFirstValue(Id) is { } id) await EndAsync(user.Id, id, http.RequestAborted);
        await http.SignOutAsync(Scheme);
    }

    /// <summary>Notes that a password was right and a second factor has to follow.</summary>
    public static Task AwaitCodeAsync(HttpContext http, User user) => http.SignInAsync(CodeScheme, new ClaimsPrincipal(new ClaimsIdentity(IdentityOf(user), CodeScheme)));

    /// <summary>Whose second factor is awaited; null when none is, or the user has changed meanwhile.</summary>
    public async ValueTask<User?> AwaitedAsync(HttpContext http)
    {
        AuthenticateResult result = await http.AuthenticateAsync(CodeScheme);
        return result.Principal is { } principal ? await SameAsync(principal, http.RequestAborted) : null;
    }

    /// <summary>The user of a session, as the user is now; null when the session is over.</summary>
    public async ValueTask<User?> UserOfAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (!long.TryParse(principal.FindFirstValue(Since), NumberStyles.None, CultureInfo.InvariantCulture, out long since)) return null;
        if (await SameAsync(principal, ct) is not { } user) return null;
        return NowMs - since < (user.IsStaff ? LongestOfStaff : Longest).TotalMilliseconds ? user : null;
    }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Claim[] IdentityOf(User user) => [new(ClaimTypes.NameIdentifier, user.Id), new(Stamp, user.SecurityStamp)];

    // Whoever signs out so often that all cannot be remembered signs out everywhere.
    private async ValueTask EndAsync(string userId, string session, CancellationToken ct)
    {
        while (await accounts.FindAsync(userId, ct) is { } user)
        {
            EndedSession[] ended = [.. user.EndedSessions.Where(one => one.UntilMs > NowMs), new EndedSession(session, NowMs + (long)Unused.TotalMilliseconds)];
            User changed = ended.Length <= MostEnded ? user with { EndedSessions = ended } : user with { EndedSessions = [], SecurityStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) };
            if (await accounts.ChangeAsync(changed, ct) is not null) return;
        }
    }

    private async ValueTask<User?> SameAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { Length: > 0 } id) return null;
        User? user = await accounts.FindAsync(id, ct);
        if (user is not { IsDisabled: false } || user.SecurityStamp != principal.FindFirstValue(Stamp)) return null;
        return user.EndedSessions.Count > 0 && principal.FindFirstValue(Id) is { } session && user.EndedSessions.Any(ended => ended.Id == session) ? null : user;
    }
}
