namespace GaOrleans.Core.Enrichment;

/// <summary>The 128-bit key of <see cref="SipHash"/>.</summary>
/// <param name="K0">First eight bytes, little-endian.</param>
/// <param name="K1">Last eight bytes, little-endian.</param>
public readonly record struct SipKey(ulong K0, ulong K1);
