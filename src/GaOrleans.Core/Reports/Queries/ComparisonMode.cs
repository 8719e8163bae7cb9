namespace GaOrleans.Core.Reports.Queries;

/// <summary>Which other range a query is compared with.</summary>
public enum ComparisonMode
{
    /// <summary>The range of the same length just before.</summary>
    PreviousPeriod,

    /// <summary>The same dates a year before.</summary>
    YearOverYear,

    /// <summary>A range given with the query.</summary>
    Custom,
}
