using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>Durations of which the median is asked for. Holds each of them: 8 bytes a visitor. Belongs to one thread.</summary>
internal sealed class Durations
{
    private const int DigitBits = 11, Digits = 1 << DigitBits;

    private long[] _ms = [];
    private int _count;
    private long _mostMs;

    /// <summary>Adds a duration in milliseconds, not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long ms)
    {
        if (_count == _ms.Length) Array.Resize(ref _ms, Math.Max(16, _count * 2));
        _ms[_count++] = ms;
        _mostMs = Math.Max(_mostMs, ms);
    }

    /// <summary>Adds those of another.</summary>
    public void Add(Durations others)
    {
        if (_count + others._count > _ms.Length) Array.Resize(ref _ms, Math.Max(_count + others._count, _count * 2));
        others._ms.AsSpan(0, others._count).CopyTo(_ms.AsSpan(_count));
        _count += others._count;
        _mostMs = Math.Max(_mostMs, others._mostMs);
    }

    /// <summary>The median in seconds: of an even number of durations the mean of the two in the middle; null of none. Their order is lost.</summary>
    public decimal? MedianSeconds()
    {
        if (_count == 0) return null;
        long low = Select((_count - 1) / 2), high = _count % 2 == 1 ? low : Select(_count / 2);
        return (low + high) / 2000m;
    }

    // The k-th smallest, digit by digit from the highest: time in proportion to the number, whatever the order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Select(int k)
    {
        Span<int> counts = stackalloc int[Digits];
        Span<long> left = _ms.AsSpan(0, _count);
        for (int shift = System.Numerics.BitOperations.Log2((ulong)_mostMs | 1) / DigitBits * DigitBits; shift >= 0; shift -= DigitBits)
        {
            counts.Clear();
            foreach (long ms in left) counts[DigitOf(ms, shift)]++;
            int digit = 0;
            for (; k >= counts[digit]; digit++) k -= counts[digit];
            left = left[..MoveToFront(left, digit, shift)];
        }

        return left[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MoveToFront(Span<long> values, int digit, int shift)
    {
        int moved = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (DigitOf(values[i], shift) != digit) continue;
            (values[moved], values[i]) = (values[i], values[moved]);
            moved++;
        }

        return moved;
    }

    private static int DigitOf(long ms, int shift) => (int)(ms >> shift) & (Digits - 1);
}
