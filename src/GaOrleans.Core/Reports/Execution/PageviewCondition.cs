using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>The event is a page view: what <c>event:name is pageview</c> asks, without reading names.</summary>
internal sealed class PageviewCondition : Condition
{
    /// <inheritdoc/>
    public override ConditionNeeds Needs => ConditionNeeds.Event;

    /// <inheritdoc/>
    public override bool Holds(Cursor at) => (at.Flags & RowFlags.Pageview) != RowFlags.None;

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at) => Truth.Unknown;
}
