namespace GaOrleans.Core.Visits;

/// <summary>What makes hits a visit (API.md, Definitions).</summary>
public static class VisitRules
{
    /// <summary>A longer pause than this between two hits of a visitor ends the visit.</summary>
    public const int IdleTimeoutMs = 30 * 60 * 1000;

    /// <summary>Name of a page view.</summary>
    public const string PageviewName = "pageview";
}
