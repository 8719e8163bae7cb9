namespace GaOrleans.Demo.Traffic;

/// <summary>A browser, or a robot, as it shows itself.</summary>
internal sealed record Client(string UserAgent, string Screen);
