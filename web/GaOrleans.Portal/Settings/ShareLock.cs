using GaOrleans.Core.Reports.Filters;
using GaOrleans.Portal.Dashboard.Filters;

namespace GaOrleans.Portal.Settings;

/// <summary>A condition of a shared link while it is being filled in.</summary>
public sealed class ShareLock
{
    /// <summary>The dimension.</summary>
    public string Dimension { get; set; } = "event:page";

    /// <summary>How it compares.</summary>
    public MatchOperator Operator { get; set; }

    /// <summary>The values, a comma between them.</summary>
    public string Values { get; set; } = "";

    // What cannot be put into one line stays as it is until somebody changes the line.
    private ViewFilter? Stored { get; init; }

    /// <summary>A condition that is there.</summary>
    public static ShareLock Of(ViewFilter filter) => new() { Dimension = filter.Dimension, Operator = filter.Operator, Values = string.Join(", ", filter.Values), Stored = filter };

    /// <summary>Makes the condition; null when it is none, or would lose one of its values.</summary>
    public ViewFilter? Make()
    {
        if (Stored is { } stored && stored.Dimension == Dimension && stored.Operator == Operator && string.Join(", ", stored.Values) == Values) return stored;
        string[] values = [.. Values.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ValueOf).Distinct(StringComparer.Ordinal)];
        return ViewFilter.Make(Operator, Dimension, values) is { } filter && filter.Values.Count == values.Length ? filter : null;
    }

    private string ValueOf(string text) => Dimension == "visit:country" && Operator is MatchOperator.Is or MatchOperator.IsNot ? text.ToUpperInvariant() : text;
}
