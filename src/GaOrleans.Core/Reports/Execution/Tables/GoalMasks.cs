using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// Which of up to 64 goals an event may reach by its name or page, a bit each: nearly all events reach none, which a look into two tables tells. Belongs to one thread.
/// </summary>
internal sealed class GoalMasks
{
    private readonly GoalTest?[] _goals;
    private readonly bool _hasNames, _hasPages;
    private readonly ulong _withProps;
    private Known[] _names = new Known[64], _pages = new Known[1024];

    /// <summary>Makes the masks.</summary>
    /// <param name="goals">The goals; null for those not asked for.</param>
    public GoalMasks(GoalTest?[] goals)
    {
        _goals = goals;
        for (int i = 0; i < goals.Length; i++)
        {
            if (goals[i] is not { } goal) continue;
            _hasPages |= goal.IsPage;
            _hasNames |= !goal.IsPage;
            if (goal.Props.Count > 0) _withProps |= 1UL << i;
        }
    }

    /// <summary>Most goals.</summary>
    public const int Most = 64;

    /// <summary>Whether an event reaches a goal that it may reach: goals of a name or page alone it does.</summary>
    public bool IsReached(int goal, Cursor at) => (_withProps & (1UL << goal)) == 0 || _goals[goal]!.IsReached(at);

    /// <summary>The goals that a row that is no engagement may reach: all that it does reach are among them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isPageview">Whether it is a page view.</param>
    /// <param name="names">Codes of names; may be empty when no goal is about names.</param>
    /// <param name="pages">Codes of pages.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(int row, bool isPageview, int[] names, int[] pages)
    {
        ulong mask = 0;
        if (_hasNames) mask = Of(names[row], ref _names, isPage: false);
        if (_hasPages && isPageview) mask |= Of(pages[row], ref _pages, isPage: true);
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Of(int code, ref Known[] known, bool isPage) =>
        (uint)code < (uint)known.Length && known[code].IsKnown ? known[code].Mask : Find(code, ref known, isPage);

    private ulong Find(int code, ref Known[] known, bool isPage)
    {
        if (code >= known.Length) Array.Resize(ref known, (code + 1) * 2);
        ulong mask = 0;
        for (int goal = 0; goal < _goals.Length; goal++)
        {
            if (_goals[goal] is { } test && test.IsPage == isPage && test.Test.Holds(code)) mask |= 1UL << goal;
        }

        known[code] = new Known(true, mask);
        return mask;
    }

    private readonly record struct Known(bool IsKnown, ulong Mask);
}
