namespace GaOrleans.Core.Reports;

/// <summary>What a report can group and filter by; the names on the wire are those of API.md.</summary>
public enum DimensionKind
{
    /// <summary>event:goal.</summary>
    Goal,

    /// <summary>event:name.</summary>
    EventName,

    /// <summary>event:page.</summary>
    Page,

    /// <summary>event:hostname.</summary>
    Hostname,

    /// <summary>event:props:KEY.</summary>
    Property,

    /// <summary>visit:source.</summary>
    Source,

    /// <summary>visit:referrer.</summary>
    Referrer,

    /// <summary>visit:channel.</summary>
    Channel,

    /// <summary>visit:utm_medium.</summary>
    UtmMedium,

    /// <summary>visit:utm_source.</summary>
    UtmSource,

    /// <summary>visit:utm_campaign.</summary>
    UtmCampaign,

    /// <summary>visit:utm_content.</summary>
    UtmContent,

    /// <summary>visit:utm_term.</summary>
    UtmTerm,

    /// <summary>visit:device.</summary>
    Device,

    /// <summary>visit:browser.</summary>
    Browser,

    /// <summary>visit:browser_version.</summary>
    BrowserVersion,

    /// <summary>visit:os.</summary>
    Os,

    /// <summary>visit:os_version.</summary>
    OsVersion,

    /// <summary>visit:country, ISO 3166-1 alpha-2.</summary>
    Country,

    /// <summary>visit:country_name.</summary>
    CountryName,

    /// <summary>visit:region, ISO 3166-2.</summary>
    Region,

    /// <summary>visit:region_name.</summary>
    RegionName,

    /// <summary>visit:city.</summary>
    City,

    /// <summary>visit:city_name.</summary>
    CityName,

    /// <summary>visit:entry_page.</summary>
    EntryPage,

    /// <summary>visit:exit_page.</summary>
    ExitPage,

    /// <summary>visit:entry_page_hostname.</summary>
    EntryPageHostname,

    /// <summary>visit:exit_page_hostname.</summary>
    ExitPageHostname,

    /// <summary>time: the step follows from the range; after resolution it is one of the others.</summary>
    Time,

    /// <summary>time:minute.</summary>
    TimeMinute,

    /// <summary>time:hour.</summary>
    TimeHour,

    /// <summary>time:day.</summary>
    TimeDay,

    /// <summary>time:week.</summary>
    TimeWeek,

    /// <summary>time:month.</summary>
    TimeMonth,

    /// <summary>segment: in filters only.</summary>
    Segment,
}
