namespace GaOrleans.Cluster.Collecting;

/// <summary>Frames of one bucket that are published together.</summary>
internal sealed class GatheredFrames(BucketGate gate)
{
    // An event of a stream should stay far below what providers take at most (Event Hubs: 1 MB).
    private const int FullBytes = 256 * 1024, FullFrames = 1024;

    private readonly List<SinkFrame> _calls = [];
    private readonly List<ReadOnlyMemory<byte>> _frames = [];
    private int _bytes;

    /// <summary>The bucket.</summary>
    internal BucketGate Gate => gate;

    /// <summary>The frames.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Frames => _frames;

    /// <summary>Whether it is to be published without waiting for more.</summary>
    internal bool IsFull => _bytes >= FullBytes || _frames.Count >= FullFrames;

    /// <summary>Adds a frame, or the part of one.</summary>
    internal void Add(SinkFrame call, ReadOnlyMemory<byte> frame)
    {
        _calls.Add(call);
        _frames.Add(frame);
        _bytes += frame.Length;
    }

    /// <summary>Tells every frame that it is stored, or not known to be.</summary>
    /// <param name="stored">Which.</param>
    /// <param name="duplicates">For each frame the hits counted before, or a negative number; null when not known of any.</param>
    internal void Complete(bool stored, int[]? duplicates)
    {
        for (int i = 0; i < _calls.Count; i++) _calls[i].CompletePart(stored, duplicates is not null && i < duplicates.Length ? duplicates[i] : 0);
    }
}
