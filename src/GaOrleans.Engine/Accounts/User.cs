using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Accounts;

/// <summary>Who can sign in. Immutable; changes are made with <c>with</c> and <see cref="AccountStore.ChangeAsync"/>. Times are milliseconds since 1970 UTC.</summary>
public sealed record User
{
    /// <summary>Never changes; 32 hexadecimal digits made by <see cref="AccountStore.AddAsync"/> when empty.</summary>
    public string Id { get; init; } = "";

    /// <summary>Unique in the service, in the form of <see cref="EmailAddress.Normalise"/>.</summary>
    public required string Email { get; init; }

    /// <summary>What the user is called; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The hash of the password in the format of ASP.NET Core Identity; null when none was set yet.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Changes with everything that ends sessions, such as the password.</summary>
    public string SecurityStamp { get; init; } = "";

    /// <summary>Whether the user has shown to receive mail at the address.</summary>
    public bool EmailConfirmed { get; init; }

    /// <summary>Whether signing in takes a second factor.</summary>
    public bool TwoFactorEnabled { get; init; }

    /// <summary>The secret of the authenticator app, protected by the portal; null when none was set up.</summary>
    public string? AuthenticatorKey { get; init; }

    /// <summary>The step of time of the last code that was taken from the authenticator app, so that none is taken twice.</summary>
    public long LastCodeStep { get; init; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryCodeHashes { get; init; } = [];

    /// <summary>Failed attempts to sign in since the last that did not.</summary>
    public int FailedSignIns { get; init; }

    /// <summary>Until when signing in is refused; null for not at all.</summary>
    public long? LockedUntilMs { get; init; }

    /// <summary>Whether staff made the lock: then a reset of the password does not end it.</summary>
    public bool LockedByStaff { get; init; }

    /// <summary>Sessions that were signed out, for as long as a copy of their cookie could be used.</summary>
    public IReadOnlyList<EndedSession> EndedSessions { get; init; } = [];

    /// <summary>Whether the user runs the service.</summary>
    public bool IsStaff { get; init; }

    /// <summary>Whether staff has shut the user out.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>When the user was added; set by <see cref="AccountStore.AddAsync"/>.</summary>
    public long CreatedMs { get; init; }

    /// <summary>When the user signed in last; null for never.</summary>
    public long? LastSignInMs { get; init; }

    /// <summary>Of the record that was read; a change says by it what it is a change of.</summary>
    [JsonIgnore]
    public long Version { get; init; }
}
