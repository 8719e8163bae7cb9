using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Quotas;

/// <summary>How often one may ask: a bucket of tokens that fills steadily.</summary>
/// <param name="PerSecond">Tokens a second, in the long run; at least 1.</param>
/// <param name="Burst">Most tokens in the bucket; at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateLimit(double PerSecond, double Burst);
