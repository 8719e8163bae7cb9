using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Notices.Timing;

/// <summary>Whole local days.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LocalDays(DateOnly First, DateOnly Last);
