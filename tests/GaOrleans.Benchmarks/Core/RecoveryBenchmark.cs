using System.Diagnostics;
using System.Globalization;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Benchmarks.Core;

/// <summary>Recovery after a crash before the first checkpoint: all hits of the log applied to their buckets.</summary>
internal static class RecoveryBenchmark
{
    private const int Hits = 3_000_000, HitsPerFrame = 50, Hours = 72, InFlight = 256;

    public static async Task RunAsync()
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("GA_BENCH_FOLDER") ?? Path.GetTempPath(), $"gaorleans-recovery-{Environment.ProcessId}");
        string crashed = folder + "-crashed";
        try
        {
            await FillAsync(folder, crashed);
            await using EmbeddedEngine engine = Open(crashed);
            long begun = Stopwatch.GetTimestamp();
            engine.Start();
            TimeSpan time = Stopwatch.GetElapsedTime(begun);
            if (engine.Status.NextOffset != Hits) throw new InvalidOperationException($"cannot trust the figure: {engine.Status.NextOffset} hits came back instead of {Hits}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recovery from the log: {Hits:N0} hits in {time.TotalSeconds:F2} s, {Hits / time.TotalSeconds:N0} hits/s"));
        }
        finally
        {
            foreach (string used in (string[])[folder, crashed])
            {
                if (Directory.Exists(used)) Directory.Delete(used, recursive: true);
            }
        }
    }

    // What a crash would leave: the log as it is on disk while the engine that wrote it still runs, and no checkpoint.
    private static async Task FillAsync(string folder, string crashed)
    {
        await using EmbeddedEngine engine = Open(folder);
        engine.Start();
        byte[][] frames = Frames();
        var pending = new Queue<Task>();
        for (int sent = 0, frame = 0; sent < Hits; sent += HitsPerFrame, frame = (frame + 1) % frames.Length)
        {
            pending.Enqueue(engine.Sink.AcceptAsync(frames[frame], HitsPerFrame, CancellationToken.None).AsTask());
            if (pending.Count >= InFlight) await pending.Dequeue();
        }

        await Task.WhenAll(pending);
        Directory.CreateDirectory(Path.Combine(crashed, "log"));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "log"), "*.log")) File.Copy(file, Path.Combine(crashed, "log", Path.GetFileName(file)));
    }

    private static EmbeddedEngine Open(string folder) => EmbeddedEngine.Open(
        new EmbeddedOptions { DataFolder = folder, Workers = new WorkerOptions { CheckpointMs = int.MaxValue, CheckpointBytes = long.MaxValue, LiveBytes = 4L << 30 } },
        new DiskFileSystem(), TimeProvider.System, NullLogger.Instance, openArchive: null);

    private static byte[][] Frames()
    {
        byte[][] hits = RealisticHits.Make(100_000, Hours);
        byte[] raw = new byte[250];
        raw.AsSpan().Fill((byte)'x');
        var frames = new byte[hits.Length / HitsPerFrame][];
        var buffer = new byte[1 << 20];
        for (int i = 0; i < frames.Length; i++)
        {
            var to = new ByteWriter(buffer);
            HitFrame.WriteHeader(ref to, HitsPerFrame, "{}"u8);
            for (int hit = 0; hit < HitsPerFrame; hit++)
            {
                to.Blob(hits[(i * HitsPerFrame) + hit]);
                to.Blob(raw);
            }

            frames[i] = to.Written.ToArray();
        }

        return frames;
    }
}
