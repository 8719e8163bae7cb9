using System.Text;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Dashboard.Filters;

/// <summary>One condition of a view: a dimension compared with values. Compares by content; the order of values counts.</summary>
public sealed class ViewFilter : IEquatable<ViewFilter>
{
    /// <summary>The dimension that names segments.</summary>
    public const string Segment = "segment";

    /// <summary>The dimension of goals.</summary>
    public const string Goal = "event:goal";

    /// <summary>Most characters of a value; hits have none longer.</summary>
    public const int ValueCharacters = 2_000;

    /// <summary>Most values.</summary>
    public const int MostValues = 50;

    private ViewFilter(MatchOperator match, string dimension, IReadOnlyList<string> values) => (Operator, Dimension, Values) = (match, dimension, values);

    /// <summary>How it compares.</summary>
    public MatchOperator Operator { get; }

    /// <summary>The dimension, by the name that it has in queries.</summary>
    public string Dimension { get; }

    /// <summary>The values; at least one, no two alike.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether it leaves out what it names.</summary>
    public bool IsNegated => Operator is MatchOperator.IsNot or MatchOperator.ContainsNot or MatchOperator.MatchesNot;

    /// <summary>Makes a condition.</summary>
    /// <returns>The condition; null when the dimension cannot be filtered so, or nothing is left of the values.</returns>
    public static ViewFilter? Make(MatchOperator match, string dimension, IEnumerable<string> values)
    {
        if (!Allows(match, dimension)) return null;
        var kept = new List<string>();
        foreach (string value in values)
        {
            string text = Tidy(value);
            if (text.Length is 0 or > ValueCharacters || kept.Contains(text, StringComparer.Ordinal) || !Fits(match, dimension, text)) continue;
            if (kept.Count < MostValues) kept.Add(text);
        }

        return kept.Count == 0 ? null : new ViewFilter(match, Tidy(dimension), kept);
    }

    /// <summary>The condition that a dimension is a value.</summary>
    /// <returns>The condition; null where there is none such.</returns>
    public static ViewFilter? Is(string dimension, string value) => Make(MatchOperator.Is, dimension, [value]);

    /// <summary>Whether a dimension can be filtered in this way at all.</summary>
    public static bool Allows(MatchOperator match, string dimension)
    {
        if (!Enum.IsDefined(match) || !QueryNames.TryDimension(dimension, out Dimension known) || known.IsTime) return false;
        return known.Kind switch
        {
            DimensionKind.Segment => match == MatchOperator.Is,
            DimensionKind.Goal => match is MatchOperator.Is or MatchOperator.Contains,
            _ => true,
        };
    }

    /// <summary>With other values; null when none are left.</summary>
    public ViewFilter? With(IEnumerable<string> values) => Make(Operator, Dimension, values);

    /// <inheritdoc/>
    public bool Equals(ViewFilter? other) =>
        other is not null && Operator == other.Operator && Dimension == other.Dimension && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ViewFilter);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operator, Dimension, Values.Count, Values[0]);

    // What the engine would refuse as a value: countries have two letters, segments a number, patterns are checked.
    private static bool Fits(MatchOperator match, string dimension, string value) => match switch
    {
        MatchOperator.Is or MatchOperator.IsNot when dimension == "visit:country" => value.Length == 2,
        MatchOperator.Is when dimension == Segment => long.TryParse(value, out long id) && id > 0 && value[0] is >= '1' and <= '9',
        MatchOperator.Matches or MatchOperator.MatchesNot => FilterPattern.Problem(value) is null,
        _ => true,
    };

    /// <summary>A text without halves of surrogate pairs: they are no text and would not survive an address.</summary>
    public static string Tidy(string text)
    {
        foreach (char c in text)
        {
            if (char.IsSurrogate(c)) return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }
}
