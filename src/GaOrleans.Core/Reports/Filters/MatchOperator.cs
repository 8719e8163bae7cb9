namespace GaOrleans.Core.Reports.Filters;

/// <summary>How a dimension is compared with values.</summary>
public enum MatchOperator
{
    /// <summary>is: equal to one of the values; in pages and goals <c>*</c> and <c>**</c> match any characters.</summary>
    Is,

    /// <summary>is_not.</summary>
    IsNot,

    /// <summary>contains: one of the values is part of it.</summary>
    Contains,

    /// <summary>contains_not.</summary>
    ContainsNot,

    /// <summary>matches: one of the values, as a regular expression, is found in it.</summary>
    Matches,

    /// <summary>matches_not.</summary>
    MatchesNot,
}
