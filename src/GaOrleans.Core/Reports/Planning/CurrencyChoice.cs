namespace GaOrleans.Core.Reports.Planning;

/// <summary>In which currencies a query adds up revenue.</summary>
/// <param name="Single">The one currency of all rows, or null.</param>
/// <param name="ByGoal">For a grouping by goals of several currencies, the currency of each goal that has one; else empty.</param>
/// <param name="Warning">Why there is none, or null when there is or revenue was not asked for.</param>
public sealed record CurrencyChoice(string? Single, IReadOnlyDictionary<string, string> ByGoal, RevenueWarning? Warning)
{
    private static readonly IReadOnlyDictionary<string, string> NoGoals = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>For a query without revenue.</summary>
    public static CurrencyChoice None { get; } = new(null, NoGoals, null);

    /// <summary>Chooses.</summary>
    /// <param name="goals">The goals that the query is about; all of the site when it names none.</param>
    /// <param name="grouped">Whether the query groups by goals.</param>
    public static CurrencyChoice From(IEnumerable<Goal> goals, bool grouped)
    {
        var byGoal = new Dictionary<string, string>(StringComparer.Ordinal);
        var currencies = new HashSet<string>(StringComparer.Ordinal);
        foreach (Goal goal in goals)
        {
            if (goal.Currency is not { } currency) continue;
            byGoal[goal.DisplayName] = currency;
            currencies.Add(currency);
        }

        if (currencies.Count == 0) return new CurrencyChoice(null, NoGoals, RevenueWarning.NoRevenueGoalsMatching);
        if (grouped) return new CurrencyChoice(null, byGoal, null);
        return currencies.Count == 1
            ? new CurrencyChoice(currencies.First(), NoGoals, null)
            : new CurrencyChoice(null, NoGoals, RevenueWarning.NoSingleRevenueCurrency);
    }
}
