using System.Text.RegularExpressions;
using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Queries;

/// <summary>Messages of the query language in the words of the portal: names in backticks become labels.</summary>
internal static partial class PlainWords
{
    private static readonly (string Theirs, string Ours)[] Phrases =
    [
        ("Session metric(s) ", "About whole visits, not single events: "),
        ("Event metric(s) ", "About single events, not whole visits: "),
        (" cannot be queried along with event dimension(s) ", ". It cannot be grouped by "),
        (" cannot be queried along with session dimension(s) ", ". It cannot be grouped by "),
        (" cannot be queried with a filter on ", " cannot be used with a filter on "),
        (" cannot be queried with ", " cannot be used with "),
        (" can only be queried with event:page filters or dimensions.", " needs a filter on, or grouping by, Page."),
        (" can only be queried with event:goal filters or dimensions.", " needs a filter on, or grouping by, Goal."),
        (" Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals", ""),
        ("Expected a minimum of 1 items but got 0.", "Choose at least one."),
        ("Metric `", "`"),
        ("Invalid filters. ", ""),
        ("`dimensions`", "a grouping"),
    ];

    /// <summary>The message in our words.</summary>
    public static string Of(string message)
    {
        foreach ((string theirs, string ours) in Phrases) message = message.Replace(theirs, ours, StringComparison.Ordinal);
        return Quoted().Replace(message, match => LabelOf(match.Groups[1].Value) ?? $"“{match.Groups[1].Value}”");
    }

    private static string? LabelOf(string name) => MetricCatalog.Find(name)?.Label ?? DimensionCatalog.Find(name)?.Label;

    [GeneratedRegex("`([^`]*)`", RegexOptions.ExplicitCapture & RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
