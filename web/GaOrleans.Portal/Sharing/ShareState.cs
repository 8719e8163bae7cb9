namespace GaOrleans.Portal.Sharing;

/// <summary>What an address of a shared link leads to.</summary>
public enum ShareState
{
    /// <summary>There is nothing: there never was, or it was revoked.</summary>
    Missing,

    /// <summary>Its time is over.</summary>
    Over,

    /// <summary>It has a password that was not given.</summary>
    Locked,

    /// <summary>What it shows may be shown.</summary>
    Open,
}
