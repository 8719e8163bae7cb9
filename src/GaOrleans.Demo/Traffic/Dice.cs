using System.Globalization;

namespace GaOrleans.Demo.Traffic;

/// <summary>
/// Seeded chance: SplitMix64 (Steele, Lea, Flood 2014). Equal seeds give equal traffic on every machine and runtime, which
/// <see cref="Random"/> does not promise; and making one costs nothing, so that every visit has its own.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice for a thing that is named by a seed, a text and a number.</summary>
    public static Dice For(long seed, string text, long number)
    {
        var hash = Scramble((ulong)seed + 0x9E3779B97F4A7C15);
        foreach (var letter in text) hash = Scramble(hash ^ letter);
        return new Dice(Scramble(hash ^ (ulong)number));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => Scramble(_state += 0x9E3779B97F4A7C15);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, not including, the limit.</summary>
    public int Below(int limit) => (int)(Share() * limit);

    /// <summary>True in this share of the throws.</summary>
    public bool Chance(double share) => Share() < share;

    /// <summary>A waiting time with this mean.</summary>
    public double Wait(double mean) => -Math.Log(1 - Share()) * mean;

    /// <summary>How many of independent things happen when this many are expected (Poisson).</summary>
    public int Count(double expected)
    {
        var count = 0;
        for (var sum = Wait(1); sum < expected; sum += Wait(1)) count++;
        return count;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public string Id() => string.Create(CultureInfo.InvariantCulture, $"{Next():x16}{Next():x16}");

    private static ulong Scramble(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
