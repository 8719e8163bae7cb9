using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Notices.Timing;

/// <summary>A time at which a report is sent.</summary>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Date">The local date.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Due(long AtMs, DateOnly Date);
