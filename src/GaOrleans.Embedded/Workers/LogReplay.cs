using System.Buffers;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Applies the log from the last checkpoint's position to its end, at the start. Frames are copied into blocks that every worker goes through
/// in order; a few blocks are on their way at a time.
/// </summary>
internal sealed class LogReplay(BucketWorker[] workers)
{
    private const int BlockBytes = 1024 * 1024, BlocksUnderWay = 8;

    private readonly SemaphoreSlim _free = new(BlocksUnderWay);
    private ReplayBlock? _block;

    /// <summary>Hits handed to the workers.</summary>
    internal long Hits { get; private set; }

    /// <summary>Bytes of the frames handed to the workers.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Hits lost through damage in the log.</summary>
    internal long LostHits { get; private set; }

    /// <summary>Reads the log to its end and hands the frames to the workers' queues.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="drive">Called while waiting for a worker; the simulator steps them here.</param>
    internal void Run(LogCursor cursor, Action? drive = null)
    {
        while (cursor.TryNext(out LoggedFrame frame))
        {
            if (frame.Frame.IsEmpty)
            {
                LostHits += frame.Hits;
                continue;
            }

            Add(frame, drive);
            Hits += frame.Hits;
            Bytes += frame.Frame.Length;
        }

        Send();
        for (int i = 0; i < BlocksUnderWay; i++) Wait(drive);
    }

    private void Add(LoggedFrame frame, Action? drive)
    {
        if (_block is not null && !_block.HasRoom(frame.Frame.Length)) Send();
        if (_block is null)
        {
            Wait(drive);
            _block = new ReplayBlock(workers.Length, ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, frame.Frame.Length)), _free);
        }

        _block.Add(frame);
    }

    private void Wait(Action? drive)
    {
        while (drive is not null && _free.CurrentCount == 0) drive();
        _free.Wait();
    }

    private void Send()
    {
        if (_block is null) return;
        foreach (BucketWorker worker in workers) worker.Queue.Add(_block.For());
        _block = null;
    }
}
