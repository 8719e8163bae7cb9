using System.Runtime.InteropServices;

namespace GaOrleans.Cluster.Merchants;

/// <summary>What a change of a merchant comes to.</summary>
/// <param name="Result">What the caller is told.</param>
/// <param name="Next">The merchant's document afterwards; null when nothing changes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Edit<T>(T Result, MerchantDocument? Next = null);
