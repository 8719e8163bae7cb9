using System.Text.RegularExpressions;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Filters;

/// <summary>
/// The regular expressions of <c>matches</c>. They are matched in time linear in the text: no look-around, no back-references,
/// and counted repetitions stay small, as in RE2, which Plausible's ClickHouse uses.
/// </summary>
public static class FilterPattern
{
    // As RE2: a repetition of repetitions multiplies.
    private const int MaxRepetitions = 1_000;

    /// <summary>Makes the expression of a pattern without <see cref="Problem"/>.</summary>
    public static Regex Create(string pattern, bool caseSensitive)
    {
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        return new Regex(pattern, caseSensitive ? options : options | RegexOptions.IgnoreCase);
    }

    /// <summary>Why a pattern cannot be used, or null when it can.</summary>
    public static string? Problem(string pattern)
    {
        if (pattern.Length > QueryLimits.PatternCharacters) return $"it has more than {QueryLimits.PatternCharacters} characters.";
        if (Repetitions(pattern) > MaxRepetitions) return $"it repeats more than {MaxRepetitions} times.";
        try
        {
            _ = Create(pattern, caseSensitive: true);
            return null;
        }
        catch (RegexParseException exception)
        {
            return $"{exception.Error} at character {exception.Offset}.";
        }
        catch (NotSupportedException)
        {
            return "look-around, back-references and atomic groups are not supported.";
        }
    }

    // The product of all counts in braces: more than any nesting of them can reach.
    private static long Repetitions(string pattern)
    {
        long product = 1;
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '{') continue;
            long largest = 1, count = 0;
            for (i++; i < pattern.Length && (char.IsAsciiDigit(pattern[i]) || pattern[i] == ','); i++)
            {
                count = pattern[i] == ',' ? 0 : Math.Min(count * 10 + pattern[i] - '0', MaxRepetitions + 1);
                largest = Math.Max(largest, count);
            }

            product = Math.Min(product * largest, MaxRepetitions + 1);
        }

        return product;
    }
}
