using GaOrleans.Cluster.Buckets;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// Where the frames of a published <see cref="FrameBatch"/> came to stand. Orleans' streams do not answer; so a publisher begins a receipt before it
/// publishes, and the adapter, called in the same flow, fills it in before the publishing completes.
/// </summary>
internal sealed class AppendReceipt
{
    private static readonly AsyncLocal<AppendReceipt?> Ambient = new();

    /// <summary>The receipt of the present flow; null when nobody wants one.</summary>
    internal static AppendReceipt? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>For each frame where its hits stand; null as long as nothing was published.</summary>
    internal IReadOnlyList<AppendedRange>? Ranges { get; set; }
}
