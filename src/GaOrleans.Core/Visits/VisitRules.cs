namespace GaOrleans.Core.Visits;

/// <summary>What makes hits a visit (API.md, Definitions).</summary>
public static class VisitRules
{
    /// <summary>A longer pause than this between two hits of a visitor ends the visit.</summary>
    public const int IdleTimeoutMs = 30 * 60 * 1000;

    /// <summary>Name of a page view.</summary>
    public const string PageviewName = "pageview";

    /// <summary>Name of the event that reports engaged time and scroll depth. It keeps a visit going but never starts one and counts as no event.</summary>
    public const string EngagementName = "engagement";
}
