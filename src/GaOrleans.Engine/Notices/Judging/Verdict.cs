using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Notices.Judging;

/// <summary>What came out of looking at a period.</summary>
/// <param name="Fires">Whether the condition holds.</param>
/// <param name="Value">The number; null where the metric has none.</param>
/// <param name="Usual">For changes the median of the same hours or days before; null where fewer than two of them are known.</param>
/// <param name="ChangePercent">For changes the change against it in percent; null where there is nothing to compare with, or it is 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Verdict(bool Fires, double? Value, double? Usual, double? ChangePercent);
