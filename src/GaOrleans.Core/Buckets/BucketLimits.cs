namespace GaOrleans.Core.Buckets;

/// <summary>
/// How many different values a bucket keeps and shows. What goes beyond becomes <c>(other)</c>; counts stay exact.
/// The kept limits apply when a view is made, so raising them brings values back; the hard limits apply when a hit arrives and lose them.
/// </summary>
public sealed record BucketLimits
{
    /// <summary>What values beyond a limit are shown as.</summary>
    public const string Other = "(other)";

    /// <summary>The defaults.</summary>
    public static BucketLimits Default { get; } = new();

    /// <summary>Most distinct values of a column in memory; default 200,000. Protects the process: beyond it the order of arrival decides what is kept.</summary>
    public int HardValues { get; init; } = 200_000;

    /// <summary>Most bytes of distinct values of all columns together; default 256 MiB. Beyond it as <see cref="HardValues"/>.</summary>
    public int HardValueBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Most distinct pages that a view shows; default 20,000.</summary>
    public int KeptPages { get; init; } = 20_000;

    /// <summary>Most distinct values of any other dimension (names, hosts, each field of client and origin, each property) that a view shows; default 5,000.</summary>
    public int KeptValues { get; init; } = 5_000;

    /// <summary>The kept limit of the dimensions in a column.</summary>
    public int KeptIn(Column column) => column == Column.Page ? KeptPages : KeptValues;
}
