using System.Globalization;
using System.Text;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Tells conditions apart: equal texts are equal conditions.</summary>
internal static class FilterKey
{
    /// <summary>The text of a plan's condition over its range, with the goals if it asks for any.</summary>
    public static string Of(ReportPlan plan)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Range.FromMs} {plan.Range.ToMs} ");
        if (plan.Filter is not null && Append(text, plan.Filter))
        {
            foreach (Goal goal in plan.Goals) Append(text, goal);
        }

        return text.ToString();
    }

    /// <summary>Appends a condition.</summary>
    /// <returns>Whether it is about goals.</returns>
    private static bool Append(StringBuilder text, Filter filter) => filter switch
    {
        Filter.And and => Append(text, "and", and.Children),
        Filter.Or or => Append(text, "or", or.Children),
        Filter.Not not => Append(text, "not", [not.Child]),
        Filter.HasDone done => Append(text, done.Negated ? "has_not_done" : "has_done", [done.Child]),
        Filter.Match match => Append(text, match),
        _ => throw new ArgumentException($"cannot tell the filter {filter} from others: its kind is not known", nameof(filter)),
    };

    private static bool Append(StringBuilder text, string name, IReadOnlyList<Filter> children)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name} {children.Count} ");
        bool goals = false;
        foreach (Filter child in children) goals |= Append(text, child);
        return goals;
    }

    private static bool Append(StringBuilder text, Filter.Match match)
    {
        text.Append(CultureInfo.InvariantCulture, $"{(int)match.Operator} {(int)match.Dimension.Kind} {match.CaseSensitive} ");
        Append(text, match.Dimension.Property);
        text.Append(CultureInfo.InvariantCulture, $"{match.Values.Count} ");
        foreach (string value in match.Values) Append(text, value);
        return match.Dimension.Kind == DimensionKind.Goal;
    }

    private static void Append(StringBuilder text, Goal goal)
    {
        Append(text, goal.DisplayName);
        Append(text, goal.EventName);
        Append(text, goal.PagePath);
        text.Append(CultureInfo.InvariantCulture, $"{goal.CustomProps.Count} ");
        foreach ((string key, string value) in goal.CustomProps)
        {
            Append(text, key);
            Append(text, value);
        }
    }

    // With its length, so that no value can look like two.
    private static void Append(StringBuilder text, string? value)
    {
        if (value is null) text.Append("- ");
        else text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value} ");
    }
}
