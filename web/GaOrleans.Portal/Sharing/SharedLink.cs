namespace GaOrleans.Portal.Sharing;

/// <summary>A link by which people who do not sign in see a site's dashboard, as <see cref="SharedLinkJson"/> stores it.</summary>
public sealed record SharedLink
{
    /// <summary>The secret of its address.</summary>
    public required string Auth { get; init; }

    /// <summary>The hash of its password; null for none.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>From when on it opens nothing, milliseconds since 1970 UTC; null for never.</summary>
    public long? ExpiresMs { get; init; }

    /// <summary>The origins of the pages that may show it in a frame; empty for none.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>What it shows.</summary>
    public SharedLimits Limits { get; init; } = SharedLimits.None;

    /// <summary>Who made it; null when it was made through the API.</summary>
    public string? MadeBy { get; init; }

    /// <summary>A new secret.</summary>
    public static string NewAuth() => System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(18));

    /// <summary>Whether it opens nothing any more.</summary>
    public bool IsOver(DateTimeOffset now) => ExpiresMs <= now.ToUnixTimeMilliseconds();
}
