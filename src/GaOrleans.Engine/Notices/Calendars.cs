using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Notices;

/// <summary>The calendars of sites.</summary>
public static class Calendars
{
    /// <summary>Days and hours in the zone of a site.</summary>
    public static LocalCalendar Of(Site site) => new(Zones.TryFind(site.Timezone, out ZoneRules? zone) ? zone : ZoneRules.Utc);
}
