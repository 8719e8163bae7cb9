using System.Buffers;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Workers;

/// <summary>Frames of the log that all workers go through; when the last one has, its memory is free again.</summary>
internal sealed class ReplayBlock(int workers, byte[] bytes, SemaphoreSlim free)
{
    private readonly List<(long Offset, int Start, int Length)> _frames = new(1024);
    private int _used, _pending = workers;

    /// <summary>Whether a frame of a size fits.</summary>
    internal bool HasRoom(int size) => _used + size <= bytes.Length;

    /// <summary>Adds a frame.</summary>
    internal void Add(LoggedFrame frame)
    {
        frame.Frame.Span.CopyTo(bytes.AsSpan(_used));
        _frames.Add((frame.First.Offset, _used, frame.Frame.Length));
        _used += frame.Frame.Length;
    }

    /// <summary>The work of one worker.</summary>
    internal IWork For() => new Work(this);

    private void Finish()
    {
        if (Interlocked.Decrement(ref _pending) != 0) return;
        ArrayPool<byte>.Shared.Return(bytes);
        free.Release();
    }

    private sealed class Work(ReplayBlock block) : IWork
    {
        private int _done;

        public void RunOn(BucketWorker worker)
        {
            for (; _done < block._frames.Count; _done++)
            {
                (long offset, int start, int length) = block._frames[_done];
                worker.Replay(block.Bytes(start, length), offset);
            }

            block.Finish();
        }

        public void Abandon() => block.Finish();
    }

    private ReadOnlySpan<byte> Bytes(int start, int length) => bytes.AsSpan(start, length);
}
