namespace GaOrleans.Benchmarks.Portal;

/// <summary>Milliseconds until what people look at first is there, and until all is.</summary>
/// <param name="First">Until the page can be used, or the top line has its numbers.</param>
/// <param name="All">Until every panel has its numbers.</param>
internal readonly record struct TabTimes(double First, double All);
