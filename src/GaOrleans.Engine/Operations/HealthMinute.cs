namespace GaOrleans.Engine.Operations;

/// <summary>What a process did in a minute.</summary>
/// <param name="StartMs">When the minute began, milliseconds since 1970 UTC.</param>
/// <param name="Accepted">Hits stored and counted.</param>
/// <param name="Dropped">Hits that do not count.</param>
/// <param name="Refused">Requests answered 429.</param>
/// <param name="Failed">Requests answered 503.</param>
/// <param name="Reports">Reports answered.</param>
public sealed record HealthMinute(long StartMs, long Accepted, long Dropped, long Refused, long Failed, long Reports)
{
    /// <summary>Together with another process.</summary>
    public HealthMinute And(HealthMinute other) => this with
    {
        Accepted = Accepted + other.Accepted,
        Dropped = Dropped + other.Dropped,
        Refused = Refused + other.Refused,
        Failed = Failed + other.Failed,
        Reports = Reports + other.Reports,
    };
}
