namespace GaOrleans.Core.Hits;

/// <summary>Why a well-formed hit is not counted. Persisted: values never change meaning.</summary>
public enum DropReason : byte
{
    /// <summary>The hit counts.</summary>
    None = 0,

    /// <summary>The user agent is a crawler, a monitor, a library or a headless browser.</summary>
    Bot = 1,

    /// <summary>No site of that domain exists.</summary>
    UnknownSite = 2,

    /// <summary>The referrer is on the list of spam referrers.</summary>
    SpamReferrer = 3,

    /// <summary>The site's owner, or staff, has blocked the site, address, page or country.</summary>
    Blocked = 4,

    /// <summary>The client's time is further back or ahead than the key allows.</summary>
    TimeOutOfRange = 5,

    /// <summary>The browser says that it is only fetching ahead of a visit that may not happen.</summary>
    Prefetch = 6,

    /// <summary>The merchant has sent as many hits this month as it may. Such a hit is not stored.</summary>
    OverQuota = 7,
}
