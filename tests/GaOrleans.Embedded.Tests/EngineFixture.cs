using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Workers;
using GaOrleans.Engine.Collecting;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Embedded.Tests;

/// <summary>An engine in a folder of its own that can be closed, killed and opened again.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    public const long Hour = 1_790_000_000 / 3600 * 3600;

    private readonly TempFolder _folder = new();
    private readonly Func<EmbeddedOptions, EmbeddedOptions> _change;
    private readonly bool _archive;
    private readonly TimeProvider _time;
    private string _data = "data";

    public EngineFixture(Func<EmbeddedOptions, EmbeddedOptions>? change = null, bool start = true, bool archive = false, TimeProvider? time = null)
    {
        _change = change ?? (options => options);
        _archive = archive;
        _time = time ?? TimeProvider.System;
        Engine = Open();
        if (start) Engine.Start();
    }

    public EmbeddedEngine Engine { get; private set; }

    public ListLogger Logger { get; } = new();

    public FaultyFileSystem Files { get; } = new(new DiskFileSystem());

    public string Folder => _folder.Path;

    /// <summary>The data folder in use.</summary>
    public string Data => _folder[_data];

    public static Hit Hit(int number, int site = 1, long hour = Hour, ulong eventId = 0, int shard = 0) => new()
    {
        Site = site,
        Hour = hour,
        Shard = shard,
        TimeMs = (hour * 1000) + (number * 7919L % 3_600_000),
        Visitor = (ulong)number % 97,
        EventId = eventId,
        Page = $"/page/{number % 13}",
        Hostname = "example.com",
    };

    public ValueTask<SinkAnswer> SendAsync(params IReadOnlyList<Hit> hits) => Engine.Sink.AcceptAsync(HitFrames.Of(hits), hits.Count, CancellationToken.None);

    public async Task<int> CountAsync(int site = 1, long from = 0, long to = long.MaxValue / 2)
    {
        IReadOnlyList<BucketView> views = await Engine.Reader.ReadAsync(site, from, to, CancellationToken.None);
        return views.Sum(view => view.RowCount);
    }

    /// <summary>Closes and opens again.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        Engine = await ReopenAsync();
        Engine.Start();
    }

    /// <summary>Goes on with what is on the disk now, as after kill -9: what the engine does when it closes is not there.</summary>
    /// <param name="damage">What happens to the files in between.</param>
    /// <param name="start">Whether the engine is started.</param>
    public async Task CrashAsync(Action<string>? damage = null, bool start = true)
    {
        string left = Data;
        _data += "+";
        foreach (string file in Directory.GetFiles(left, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is "lock" or "spare.tmp") continue;
            string copy = Path.Combine(Data, Path.GetRelativePath(left, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await Engine.DisposeAsync();
        damage?.Invoke(Data);
        Engine = await ReopenAsync();
        if (start) Engine.Start();
    }

    /// <summary>Flips bits of a byte of a file.</summary>
    public static void Flip(string path, long at)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 4;
        File.WriteAllBytes(path, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
    }

    // Other tests of this process start programs, which hold every descriptor, that of the lock too, from fork to exec.
    private async Task<EmbeddedEngine> ReopenAsync()
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                return Open();
            }
            catch (IOException fault) when (tries < 100 && fault.Message.Contains("another process uses this data folder", StringComparison.Ordinal))
            {
                await Task.Delay(20);
            }
        }
    }

    private EmbeddedEngine Open() => EmbeddedEngine.Open(
        _change(new EmbeddedOptions
        {
            DataFolder = Data,
            Log = new() { SegmentBytes = 1024 * 1024, RetryMs = 10, RetryAtMostMs = 50 },
            Workers = new WorkerOptions { Workers = 3, CheckpointMs = 600_000, RetryMs = 10 },
        }), Files, _time, Logger, _archive ? (files, folder) => new FileArchive(files, folder) : null);
}
