namespace GaOrleans.Http;

/// <summary>Parts of the HTTP interfaces, for processes that serve only some of them.</summary>
[Flags]
public enum HttpParts
{
    /// <summary>Health and metrics only.</summary>
    None = 0,

    /// <summary>The collector and the tracker's script.</summary>
    Collect = 1,

    /// <summary>Reports, configuration and administration.</summary>
    Reports = 2,

    /// <summary>The page at the root that says what this is; left out where the portal stands there.</summary>
    Landing = 4,

    /// <summary>Everything.</summary>
    All = Collect | Reports | Landing,
}
