using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Log;

namespace GaOrleans.Cluster.Log;

/// <summary>The records of one append call on their way into the log; one completion for all.</summary>
internal sealed class AppendBlock
{
    private readonly TaskCompletionSource<AppendAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LogPartition _owner;
    private readonly long[] _offsets;
    private readonly List<PendingFrame> _frames = [];
    private int _waiting;
    private bool _refused;

    internal AppendBlock(LogPartition owner, int records)
    {
        _owner = owner;
        _offsets = new long[records];
        Array.Fill(_offsets, -1);
    }

    /// <summary>The frames to hand to the log.</summary>
    internal IReadOnlyList<PendingFrame> Frames => _frames;

    /// <summary>Size of the frames.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Completes when the fate of all frames is known.</summary>
    internal Task<AppendAnswer> Answer => _done.Task;

    /// <summary>Adds a frame.</summary>
    internal void Add(int record, ReadOnlyMemory<byte> frame, FrameSplitter split, IReadOnlyList<HitRun> runs)
    {
        _frames.Add(new BlockFrame(this, record, [.. runs], split.Malformed) { Frame = frame, Hits = split.Hits });
        Bytes += frame.Length;
        _waiting++;
    }

    /// <summary>A record's frame was stored by a former owner.</summary>
    internal void Found(int record, long offset) => _offsets[record] = offset;

    /// <summary>There was nothing to store.</summary>
    internal void Complete() => _done.TrySetResult(new AppendAnswer(_refused ? AppendStatus.Unavailable : AppendStatus.Stored, _offsets));

    private void OnFate()
    {
        if (--_waiting > 0) return;
        Complete();
        _owner.Wake();
    }

    /// <summary>A frame of the block. The committer tells fates one after the other, so nothing here is guarded.</summary>
    private sealed class BlockFrame(AppendBlock block, int record, HitRun[] runs, bool malformed) : PendingFrame
    {
        internal override void Stored(long offset)
        {
            block._offsets[record] = offset;
            block._owner.OnStored(offset, Hits, runs);
            if (malformed) block._owner.OnMalformed(offset, Frame);
            block.OnFate();
        }

        internal override void Refused(LogUnavailableException fault)
        {
            block._refused = true;
            block.OnFate();
        }
    }
}
