namespace GaOrleans.Demo.Traffic;

/// <summary>Things of which some come up more often than others.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly double[] _upTo;

    /// <summary>Each thing with its weight; weights are relative to each other.</summary>
    public Weighted(params (double Weight, T Item)[] items)
    {
        _items = [.. items.Select(item => item.Item)];
        _upTo = new double[items.Length];
        var sum = 0.0;
        for (var i = 0; i < items.Length; i++) _upTo[i] = sum += items[i].Weight;
    }

    /// <summary>All things, in the order given.</summary>
    public IReadOnlyList<T> Items => _items;

    /// <summary>Things whose weights follow Zipf's law: the n-th comes up 1/n^exponent as often as the first.</summary>
    public static Weighted<T> Zipf(IEnumerable<T> items, double exponent = 1.0) =>
        new([.. items.Select((item, index) => (1 / Math.Pow(index + 1, exponent), item))]);

    /// <summary>Draws one.</summary>
    public T Draw(Dice dice)
    {
        var found = Array.BinarySearch(_upTo, dice.Share() * _upTo[^1]);
        return _items[Math.Min(found < 0 ? ~found : found + 1, _items.Length - 1)];
    }
}
