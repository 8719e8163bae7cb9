using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
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

    public EngineFixture(Func<EmbeddedOptions, EmbeddedOptions>? change = null, bool start = true)
    {
        _change = change ?? (options => options);
        Engine = Open();
        if (start) Engine.Start();
    }

    public EmbeddedEngine Engine { get; private set; }

    public ListLogger Logger { get; } = new();

    public FaultyFileSystem Files { get; } = new(new DiskFileSystem());

    public string Folder => _folder.Path;

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
        Engine = Open();
        Engine.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
    }

    private EmbeddedEngine Open() => EmbeddedEngine.Open(
        _change(new EmbeddedOptions
        {
            DataFolder = _folder["data"],
            Log = new() { SegmentBytes = 1024 * 1024, RetryMs = 10, RetryAtMostMs = 50 },
            Workers = new WorkerOptions { Workers = 3, CheckpointMs = 600_000, RetryMs = 10 },
        }), Files, TimeProvider.System, Logger);
}
