namespace GaOrleans.Engine.Quotas;

/// <summary>How many hits a merchant has sent in a month, and how many it may.</summary>
/// <param name="Month">Which month, by UTC: such as <c>2026-11</c>.</param>
/// <param name="Used">Hits taken so far. What other processes took within the last minute may be missing.</param>
/// <param name="Quota">How many it may send; null for any number.</param>
public sealed record MonthlyHits(string Month, long Used, long? Quota)
{
    // From here on the merchant is told that the month's hits are running out.
    private const double NearlyShare = 0.8;

    /// <summary>Whether further hits are refused until the month is over or the quota is raised.</summary>
    public bool IsUsedUp => Used >= Quota;

    /// <summary>Whether four fifths are used.</summary>
    public bool IsNearlyUsedUp => Quota is { } quota && Used >= quota * NearlyShare;
}
