namespace GaOrleans.Core.Reports.Execution;

/// <summary>Collects values of (group, page) pairs of one visitor or visit, to be folded a pair at a time. Reused.</summary>
internal sealed class PairSums
{
    private ulong[] _pairs = new ulong[32];
    private int[] _values = new int[32];
    private int _count;

    /// <summary>Adds a value.</summary>
    public void Add(int group, int page, int value)
    {
        if (_count == _pairs.Length)
        {
            Array.Resize(ref _pairs, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }

        _pairs[_count] = ((ulong)(uint)group << 32) | (uint)page;
        _values[_count++] = value;
    }

    /// <summary>Adds each pair's largest value to the scroll counters of its group, and empties itself.</summary>
    public void FoldScroll(GroupTotals[] totals)
    {
        Array.Sort(_pairs, _values, 0, _count);
        for (int i = 0; i < _count;)
        {
            ulong pair = _pairs[i];
            int deepest = 0;
            for (; i < _count && _pairs[i] == pair; i++) deepest = Math.Max(deepest, _values[i]);
            ref GroupTotals group = ref totals[pair >> 32];
            group.ScrollDepthSum += deepest;
            group.ScrollPairs++;
        }

        _count = 0;
    }

    /// <summary>Adds each pair's sum to the engagement counters of its group, and empties itself.</summary>
    public void FoldEngagement(GroupTotals[] totals)
    {
        Array.Sort(_pairs, _values, 0, _count);
        for (int i = 0; i < _count;)
        {
            ulong pair = _pairs[i];
            ref GroupTotals group = ref totals[pair >> 32];
            group.EngagementPairs++;
            for (; i < _count && _pairs[i] == pair; i++) group.EngagementMs += _values[i];
        }

        _count = 0;
    }
}
