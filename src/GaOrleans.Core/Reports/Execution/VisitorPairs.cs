using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Pairs of visitor and group, sorted into parts by the visitor's highest bits, so that each part can be counted alone. Belongs to one thread.</summary>
internal sealed class VisitorPairs
{
    /// <summary>Number of parts.</summary>
    public const int Parts = 1 << Bits;

    private const int Bits = 6;

    private readonly VisitorPair[][] _parts = new VisitorPair[Parts][];
    private readonly int[] _counts = new int[Parts];

    /// <summary>Makes empty parts.</summary>
    public VisitorPairs() => Array.Fill(_parts, []);

    /// <summary>Adds a pair; it may be there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ulong visitor, int node)
    {
        int part = (int)(visitor >> (64 - Bits)), count = _counts[part];
        if (count == _parts[part].Length) Array.Resize(ref _parts[part], Math.Max(64, count * 2));
        _parts[part][count] = new VisitorPair(visitor, node);
        _counts[part] = count + 1;
    }

    /// <summary>The pairs of a part.</summary>
    public ReadOnlySpan<VisitorPair> Part(int part) => _parts[part].AsSpan(0, _counts[part]);
}
