using System.Globalization;

namespace GaOrleans.Engine.Accounts;

/// <summary>What became of a plan, in words for the audit log.</summary>
public static class PlanChange
{
    /// <summary>What is different, such as <c>hits a month default to 1000; sites 5 to 10</c>; <c>nothing</c> when nothing is. Of the note only that it is.</summary>
    public static string Describe(MerchantPlan before, MerchantPlan after)
    {
        var changes = new List<string>();
        if (before.Name != after.Name) changes.Add($"plan {before.Name} to {after.Name}");
        if (before.MonthlyHits != after.MonthlyHits) changes.Add($"hits a month {Text(before.MonthlyHits)} to {Text(after.MonthlyHits)}");
        if (before.Sites != after.Sites) changes.Add($"sites {Text(before.Sites)} to {Text(after.Sites)}");
        if (before.Note != after.Note) changes.Add("note");
        return changes.Count == 0 ? "nothing" : string.Join("; ", changes);
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "default";
}
