namespace GaOrleans.Engine.Configuration;

/// <summary>What the bearer of a key may do.</summary>
[Flags]
public enum KeyScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send hits as a trusted server: with addresses, user agents, visitor ids and old timestamps.</summary>
    Ingest = 1,

    /// <summary>Read reports.</summary>
    Read = 2,

    /// <summary>Change sites, goals, segments, queries and keys.</summary>
    Manage = 4,

    /// <summary>Everything on all merchants; the administration interface.</summary>
    Staff = 8,
}
