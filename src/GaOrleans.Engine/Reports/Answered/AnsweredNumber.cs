using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>A number of an answer.</summary>
/// <param name="Value">The number; null where there is none.</param>
/// <param name="Currency">ISO 4217 code of an amount of money; else null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AnsweredNumber(double? Value, string? Currency);
