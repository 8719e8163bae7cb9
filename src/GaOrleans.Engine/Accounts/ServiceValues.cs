using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Accounts;

/// <summary>The switches and values of the whole service, for <see cref="ServiceSettings"/>. The defaults are those of a new service.</summary>
public sealed record ServiceValues
{
    /// <summary>Whether only those who were invited may register, rather than everybody, who then becomes owner of a merchant of their own. Default true.</summary>
    public bool InvitationOnly { get; init; } = true;

    /// <summary>How many sites a merchant may have unless staff says otherwise; null for any number. Default 50.</summary>
    public int? DefaultSites { get; init; } = 50;

    /// <summary>How many hits a merchant may send in a month unless staff says otherwise; null for any number. Default null.</summary>
    public long? DefaultMonthlyHits { get; init; }

    /// <summary>A sentence shown on every page of the portal; null for none. Default null.</summary>
    public string? Announcement { get; init; }

    /// <summary>Whether reports can be shared with people who do not sign in. Default true.</summary>
    public bool Sharing { get; init; } = true;

    /// <summary>Whether schedules and alerts are sent. Default true.</summary>
    public bool Sending { get; init; } = true;

    /// <summary>Of the record that was read; 0 when nothing was ever set.</summary>
    [JsonIgnore]
    public long Version { get; init; }
}
