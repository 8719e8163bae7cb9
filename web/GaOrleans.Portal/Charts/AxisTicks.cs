using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Charts;

/// <summary>Round numbers for an axis that starts at zero.</summary>
public static class AxisTicks
{
    private static readonly double[] Round = [1, 2, 2.5, 5, 10];
    private static readonly double[] RoundSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

    /// <summary>Ticks from zero to the first one that no value exceeds.</summary>
    /// <param name="largest">The largest value.</param>
    /// <param name="format">What the values are: times have steps of their own, counts no fractions.</param>
    /// <param name="steps">How many steps are wanted at most.</param>
    public static IReadOnlyList<double> Of(double largest, NumberFormat format, int steps = 5)
    {
        if (!(largest > 0) || !double.IsFinite(largest)) return [0, 1];
        double step = Step(largest / steps, format);
        int count = (int)Math.Ceiling(largest / step - 1e-9);
        return [.. Enumerable.Range(0, Math.Max(1, count) + 1).Select(i => i * step)];
    }

    private static double Step(double least, NumberFormat format)
    {
        if (format == NumberFormat.Duration && least <= RoundSeconds[^1]) return RoundSeconds.First(step => step >= least);
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double step = Round.First(round => round * power >= least * (1 - 1e-9)) * power;
        return format is NumberFormat.Count or NumberFormat.Short ? Math.Max(1, Math.Ceiling(step)) : step;
    }
}
