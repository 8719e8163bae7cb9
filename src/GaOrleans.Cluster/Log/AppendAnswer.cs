namespace GaOrleans.Cluster.Log;

/// <summary>What became of a block.</summary>
/// <param name="Status">Whether it was stored.</param>
/// <param name="Offsets">For each record of the block the offset of its first hit; -1 for one that was not stored. Empty when nothing was.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.AppendAnswer")]
public sealed record AppendAnswer([property: Id(0)] AppendStatus Status, [property: Id(1), Immutable] long[] Offsets)
{
    /// <summary>Nothing was stored.</summary>
    public static AppendAnswer Refused(AppendStatus status) => new(status, []);
}
