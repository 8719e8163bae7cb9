using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Whether events reach one goal.</summary>
/// <param name="isPage">Whether the goal is a view of a page; else it is an event of a name.</param>
/// <param name="test">The test of the page, or of the name.</param>
/// <param name="props">The test of all properties.</param>
internal sealed class GoalTest(bool isPage, ValueTest test, ValueTest[] props)
{
    /// <summary>Whether it is a view of a page.</summary>
    public bool IsPage => isPage;

    /// <summary>The test of the page, or of the name.</summary>
    public ValueTest Test => test;

    /// <summary>Whether the event under the cursor reaches it.</summary>
    public bool IsReached(Cursor at)
    {
        RowFlags flags = at.Flags;
        if (isPage ? (flags & RowFlags.Pageview) == RowFlags.None : (flags & RowFlags.Engagement) != RowFlags.None) return false;
        if (!test.Holds(at.CodeOf(isPage ? Column.Page : Column.Name))) return false;
        foreach (ValueTest prop in props)
        {
            if (!prop.Holds(at.CodeOf(Column.Props))) return false;
        }

        return true;
    }
}
