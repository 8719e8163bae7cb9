namespace GaOrleans.Core.Reports.Execution;

/// <summary>A compiled <see cref="Filters.Filter"/>.</summary>
internal abstract class Condition
{
    /// <summary>What it needs to know.</summary>
    public abstract ConditionNeeds Needs { get; }

    /// <summary>Whether it holds for the event and visit under the cursor.</summary>
    public abstract bool Holds(Cursor at);

    /// <summary>Whether all of some hold.</summary>
    public static bool AllHold(Condition[] conditions, Cursor at)
    {
        foreach (Condition condition in conditions)
        {
            if (!condition.Holds(at)) return false;
        }

        return true;
    }

    /// <summary>
    /// Whether it holds for the visit's entry: conditions on the page are about the entry page, other conditions on events tell nothing.
    /// Needed for the bounce rate under a page filter.
    /// </summary>
    public abstract Truth HoldsForEntry(Cursor at);
}
