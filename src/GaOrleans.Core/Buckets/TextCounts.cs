namespace GaOrleans.Core.Buckets;

/// <summary>Counts texts and tells which stay when only so many may: the most frequent, ties by their bytes. An empty text always stays.</summary>
internal sealed class TextCounts
{
    private readonly SymbolTable _texts = new();
    private readonly List<long> _counts = [];
    private bool[] _kept = [];

    /// <summary>Different texts, the empty one left out.</summary>
    public int Distinct => _counts.Count;

    /// <summary>Counts a text so many times.</summary>
    public void Add(ReadOnlySpan<byte> text, int times)
    {
        if (text.IsEmpty) return;
        int ordinal = _texts.Intern(text);
        if (ordinal == _counts.Count) _counts.Add(0);
        _counts[ordinal] += times;
    }

    /// <summary>Chooses the texts that stay. No more may be added then.</summary>
    public void Keep(int most)
    {
        var order = new int[_counts.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, Compare);
        _kept = new bool[order.Length];
        for (int i = 0; i < Math.Min(most, order.Length); i++) _kept[order[i]] = true;
    }

    /// <summary>Whether a text stays.</summary>
    public bool IsKept(ReadOnlySpan<byte> text) => text.IsEmpty || _kept[_texts.Intern(text)];

    private int Compare(int left, int right)
    {
        int order = _counts[right].CompareTo(_counts[left]);
        return order != 0 ? order : _texts[left].SequenceCompareTo(_texts[right]);
    }
}
