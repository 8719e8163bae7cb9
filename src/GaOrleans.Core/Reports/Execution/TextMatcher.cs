using System.Text.RegularExpressions;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Compares texts with the values of a condition, by the positive form of its operator: <c>is_not</c> compares as <c>is</c> does.
/// Expressions run in time linear in the text (<see cref="RegexOptions.NonBacktracking"/>).
/// </summary>
internal sealed class TextMatcher
{
    private readonly MatchOperator _operator;
    private readonly StringComparison _comparison;
    private readonly string[] _values;
    private readonly HashSet<string> _equal;
    private readonly Regex[] _expressions;

    /// <summary>Makes the matcher of a condition.</summary>
    /// <param name="match">The condition.</param>
    /// <param name="wildcards">Whether <c>*</c> in a value of <c>is</c> stands for any characters.</param>
    /// <exception cref="ArgumentException">An expression is malformed; the parser of queries refuses these.</exception>
    public TextMatcher(Filter.Match match, bool wildcards)
    {
        _operator = Positive(match.Operator);
        _comparison = match.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        _values = [.. match.Values];
        bool IsPattern(string value) => wildcards && _operator == MatchOperator.Is && value.Contains('*', StringComparison.Ordinal);
        _equal = new HashSet<string>(_values.Where(value => !IsPattern(value)), match.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (match.CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase);
        _expressions = _operator == MatchOperator.Matches
            ? [.. _values.Select(value => new Regex(value, options))]
            : [.. _values.Where(IsPattern).Select(value => Wildcards(value, match.CaseSensitive))];
    }

    /// <summary>Whether an operator holds when no value fits.</summary>
    public static bool IsNegative(MatchOperator of) => of is MatchOperator.IsNot or MatchOperator.ContainsNot or MatchOperator.MatchesNot;

    /// <summary>An expression for a text in which <c>*</c> and <c>**</c> stand for any characters.</summary>
    public static Regex Wildcards(string pattern, bool caseSensitive)
    {
        string any = string.Join(".*", pattern.Split('*', StringSplitOptions.None).Select(Regex.Escape));
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant | (caseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase);
        return new Regex($@"\A{any}\z", options);
    }

    /// <summary>Whether a value fits the text.</summary>
    public bool Fits(string text)
    {
        if (_operator == MatchOperator.Contains) return ContainsAny(text);
        if (_operator == MatchOperator.Is && _equal.Contains(text)) return true;
        foreach (Regex expression in _expressions)
        {
            if (expression.IsMatch(text)) return true;
        }

        return false;
    }

    private static MatchOperator Positive(MatchOperator of) => of switch
    {
        MatchOperator.Is or MatchOperator.IsNot => MatchOperator.Is,
        MatchOperator.Contains or MatchOperator.ContainsNot => MatchOperator.Contains,
        _ => MatchOperator.Matches,
    };

    private bool ContainsAny(string text)
    {
        foreach (string value in _values)
        {
            if (text.Contains(value, _comparison)) return true;
        }

        return false;
    }
}
