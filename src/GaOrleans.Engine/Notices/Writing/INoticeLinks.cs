using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Timing;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Makes the links of notices; the portal knows its address and pages.</summary>
public interface INoticeLinks
{
    /// <summary>The page of a site over some days; null when the portal does not know by which address people reach it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="period">The days; null for the page's own choice.</param>
    /// <param name="query">The saved query whose page is meant; null for the overview.</param>
    Uri? View(Site site, LocalDays? period, string? query);

    /// <summary>Where a recipient can unsubscribe without signing in; null when the portal does not know its address.</summary>
    Uri? Unsubscribe(Site site, Subscription subscription);
}
