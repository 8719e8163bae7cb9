using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// Says whose an e-mail is. It is made before the user's record says so, and confirmed after, so that of two who want an e-mail one gets it, and
/// that of one who was cut off in between it can be taken over.
/// </summary>
internal sealed record EmailClaim
{
    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>Whether the user's record is known to say the same.</summary>
    public bool Confirmed { get; init; }

    /// <summary>When it was made, in milliseconds since 1970 UTC.</summary>
    public long MadeMs { get; init; }

    /// <summary>The e-mail.</summary>
    [JsonIgnore]
    public string Email { get; init; } = "";

    /// <summary>Of the record.</summary>
    [JsonIgnore]
    public long Version { get; init; }
}
