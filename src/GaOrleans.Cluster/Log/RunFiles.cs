using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Log;

/// <summary>Reads runs whose bytes memory no longer holds from the log's files. Blocks on the disk.</summary>
internal sealed partial class RunFiles(SegmentedLog log, int partition, ILogger logger)
{
    /// <summary>Whether any of the runs has to be read from files.</summary>
    internal static bool NeedsReading(List<RunSelection> selections)
    {
        foreach (RunSelection selection in selections)
        {
            foreach ((HitRun _, byte[]? bytes) in selection.Runs)
            {
                if (bytes is null) return true;
            }
        }

        return false;
    }

    /// <summary>The bytes of the runs that have none; one that is lost to damage is left out.</summary>
    /// <exception cref="IOException">The files cannot be read.</exception>
    internal Dictionary<HitRun, byte[]> Read(List<RunSelection> selections)
    {
        List<HitRun> wanted = [.. selections.SelectMany(selection => selection.Runs).Where(entry => entry.Bytes is null).Select(entry => entry.Run)];
        wanted.Sort(static (a, b) => a.FrameOffset.CompareTo(b.FrameOffset));
        var found = new Dictionary<HitRun, byte[]>(wanted.Count);
        var splitter = new FrameSplitter();
        int next = 0;
        using LogCursor cursor = log.Read(wanted[0].FrameOffset);
        while (next < wanted.Count && cursor.TryNext(out LoggedFrame frame))
        {
            while (next < wanted.Count && wanted[next].FrameOffset < frame.First.Offset) next++;
            if (frame.Frame.IsEmpty || next == wanted.Count || wanted[next].FrameOffset != frame.First.Offset) continue;
            IReadOnlyList<HitRun> runs = splitter.Split(frame.Frame.Span);
            for (; next < wanted.Count && wanted[next].FrameOffset == frame.First.Offset; next++) Match(wanted[next], runs, found);
        }

        LogRead(partition, wanted.Count, wanted[0].FrameOffset);
        return found;
    }

    private static void Match(HitRun wanted, IReadOnlyList<HitRun> runs, Dictionary<HitRun, byte[]> found)
    {
        foreach (HitRun run in runs)
        {
            if (run.Key == wanted.Key) found[wanted] = run.Bytes!;
        }
    }

    [LoggerMessage(EventId = 121, Level = LogLevel.Debug, Message = "partition {Partition}: {Runs} frames read from files, from offset {Offset}")]
    private partial void LogRead(int partition, int runs, long offset);
}
