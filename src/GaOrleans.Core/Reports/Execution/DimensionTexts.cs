using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Where the values of dimensions are found and what stands for those that are missing.</summary>
internal static class DimensionTexts
{
    /// <summary>Stands for a missing source or referrer.</summary>
    public const string Direct = "Direct / None";

    /// <summary>Stands for any other missing value of a visit.</summary>
    public const string NotSet = "(not set)";

    /// <summary>Stands for a property that an event lacks.</summary>
    public const string None = "(none)";

    /// <summary>What stands for a missing value.</summary>
    public static string MissingOf(DimensionKind kind) => kind switch
    {
        DimensionKind.Source or DimensionKind.Referrer => Direct,
        DimensionKind.Property => None,
        _ => NotSet,
    };

    /// <summary>The column that a dimension's values lie in.</summary>
    public static Column ColumnOf(DimensionKind kind) => kind switch
    {
        DimensionKind.EventName => Column.Name,
        DimensionKind.Page or DimensionKind.EntryPage or DimensionKind.ExitPage => Column.Page,
        DimensionKind.Hostname or DimensionKind.EntryPageHostname or DimensionKind.ExitPageHostname => Column.Hostname,
        DimensionKind.Property => Column.Props,
        >= DimensionKind.Source and <= DimensionKind.UtmTerm => Column.Origin,
        >= DimensionKind.Device and <= DimensionKind.CityName => Column.Client,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "cannot find the column of this dimension: it has none"),
    };

    /// <summary>The field of the client or origin section.</summary>
    public static int FieldOf(DimensionKind kind) => kind switch
    {
        DimensionKind.Source => 0,
        DimensionKind.Referrer => 1,
        DimensionKind.Channel => 2,
        DimensionKind.UtmMedium => 3,
        DimensionKind.UtmSource => 4,
        DimensionKind.UtmCampaign => 5,
        DimensionKind.UtmContent => 6,
        DimensionKind.UtmTerm => 7,
        DimensionKind.Country or DimensionKind.CountryName => 0,
        DimensionKind.Region or DimensionKind.RegionName => 1,
        DimensionKind.City or DimensionKind.CityName => 2,
        DimensionKind.Device => 3,
        DimensionKind.Browser => 4,
        DimensionKind.BrowserVersion => 5,
        DimensionKind.Os => 6,
        DimensionKind.OsVersion => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "cannot find the field of this dimension: it is not part of a section"),
    };

    /// <summary>Which of a visit's codes a visit dimension is about.</summary>
    public static VisitCode VisitCodeOf(DimensionKind kind) => kind switch
    {
        DimensionKind.EntryPage => VisitCode.EntryPage,
        DimensionKind.ExitPage => VisitCode.ExitPage,
        DimensionKind.EntryPageHostname => VisitCode.EntryHostname,
        DimensionKind.ExitPageHostname => VisitCode.ExitHostname,
        _ => ColumnOf(kind) == Column.Origin ? VisitCode.Origin : VisitCode.Client,
    };

    /// <summary>Whether <c>*</c> in values of <c>is</c> stands for any characters.</summary>
    public static bool HasWildcards(DimensionKind kind) =>
        kind is DimensionKind.Page or DimensionKind.EntryPage or DimensionKind.ExitPage;
}
