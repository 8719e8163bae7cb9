using System.Text.RegularExpressions;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Comparing texts with the values of a condition.</summary>
public static class OracleMatching
{
    /// <summary>Whether a text equals a pattern in which asterisks stand for anything.</summary>
    public static bool FitsPattern(string pattern, string text, bool caseSensitive)
    {
        if (pattern.Length == 0) return text.Length == 0;
        if (pattern[0] == '*') return Enumerable.Range(0, text.Length + 1).Any(start => FitsPattern(pattern[1..], text[start..], caseSensitive));
        return text.Length > 0 && string.Equals(pattern[..1], text[..1], caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
            && FitsPattern(pattern[1..], text[1..], caseSensitive);
    }

    /// <summary>Whether one of the condition's values fits a text, by the operator's positive form.</summary>
    public static bool FitsAny(Filter.Match match, string text)
    {
        StringComparison comparison = match.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        bool wildcards = match.Dimension.Kind is DimensionKind.Page or DimensionKind.EntryPage or DimensionKind.ExitPage;
        return match.Operator switch
        {
            MatchOperator.Is or MatchOperator.IsNot => match.Values.Any(value =>
                wildcards ? FitsPattern(value, text, match.CaseSensitive) : string.Equals(value, text, comparison)),
            MatchOperator.Contains or MatchOperator.ContainsNot => match.Values.Any(value => text.Contains(value, comparison)),
            _ => match.Values.Any(value => Regex.IsMatch(text, value, match.CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))),
        };
    }

    /// <summary>Whether the operator holds when no value fits.</summary>
    public static bool IsNegative(Filter.Match match) =>
        match.Operator is MatchOperator.IsNot or MatchOperator.ContainsNot or MatchOperator.MatchesNot;
}
