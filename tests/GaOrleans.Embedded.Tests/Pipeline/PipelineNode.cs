using System.Text;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Storage;
using GaOrleans.Embedded.Workers;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Embedded.Tests.Pipeline;

/// <summary>The engine and the report service as the product puts them together, in a folder of their own.</summary>
internal sealed class PipelineNode : IAsyncDisposable
{
    private readonly TempFolder _folder = new(inMemory: true);
    private readonly IConfigurationStore _configuration;
    private readonly SettableClock _clock;
    private readonly Site _site;
    private readonly WorkerOptions _workers;
    private readonly BucketLimits _limits;
    private readonly int _segmentBytes;
    private int _generation;

    public PipelineNode(IConfigurationStore configuration, Site site, SettableClock clock, Random random, BucketLimits? limits = null)
    {
        _limits = limits ?? BucketLimits.Default;
        (_configuration, _site, _clock) = (configuration, site, clock);
        _workers = new WorkerOptions
        {
            Workers = random.Next(1, 4),
            CheckpointMs = 600_000,
            SealGraceSeconds = random.Next(2) * 600,
            SealIdleSeconds = random.Next(2) * 30,
            ViewBytes = random.Next(3) == 0 ? 1 : 1 << 26,
            SymbolBytes = random.Next(3) == 0 ? 1 : 1 << 24,
        };
        _segmentBytes = random.Next(2) == 0 ? 16 * 1024 : 1024 * 1024;
        (Engine, Service) = Open();
    }

    public EmbeddedEngine Engine { get; private set; }

    public ReportService Service { get; private set; }

    public long NowMs => _clock.NowMs;

    private string Data => _folder[$"data{_generation}"];

    public async Task SendAsync(IReadOnlyList<Hit> hits)
    {
        SinkAnswer answer = await Engine.Sink.AcceptAsync(HitFrames.Of(hits), hits.Count, CancellationToken.None);
        Assert.Equal(SinkStatus.Accepted, answer.Status);
    }

    public async Task<ReadOnlyMemory<byte>> AskAsync(string query)
    {
        ReportAnswer answer = await Service.AnswerAsync(_site, Encoding.UTF8.GetBytes(query), CancellationToken.None);
        Assert.True(answer.Status == 200, $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)} to {query}");
        return answer.Body;
    }

    /// <summary>Closes in order and opens again.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        (Engine, Service) = Open();
    }

    /// <summary>Goes on with the files as they are at this moment, as after a crash.</summary>
    public async Task AbandonAsync()
    {
        string left = Data;
        _generation++;
        Copy(left, Data);
        (EmbeddedEngine engine, ReportService service) = (Engine, Service);
        (Engine, Service) = Open();
        service.Dispose();
        await engine.DisposeAsync();
    }

    /// <summary>Closes, and reads what is stored of each bucket.</summary>
    public async Task<IReadOnlyList<StoredBucket>> CloseAndReadAsync()
    {
        await CloseAsync();
        await using SqliteBucketStore store = SqliteBucketStore.Open(Path.Combine(Data, "buckets.db"), new BucketStoreOptions());
        return [.. store.List(_site.Id, long.MinValue / 2, long.MaxValue / 2).Select(info => store.Load(info.Key)!)];
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private async Task CloseAsync()
    {
        Service.Dispose();
        await Engine.DisposeAsync();
    }

    private (EmbeddedEngine Engine, ReportService Service) Open()
    {
        var options = new EmbeddedOptions { DataFolder = Data, Workers = _workers, Limits = _limits, Log = new() { SegmentBytes = _segmentBytes } };
        EmbeddedEngine engine = EmbeddedEngine.Open(options, new DiskFileSystem(), _clock, NullLogger.Instance);
        engine.Start();
        return (engine, new ReportService(engine.Reader, _configuration, _clock, new ReportLimits(), new CoreCalculator()));
    }

    // SQLite's locks on its files go with the first handle that is closed; the engine left behind only closes, and nobody else opens its files.
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            string name = Path.GetFileName(file);
            // The log makes its next file beforehand; one that is not finished has nothing that was acknowledged.
            if (name == "lock" || name.EndsWith(".tmp", StringComparison.Ordinal)) continue;
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = new FileStream(Path.Combine(to, name), FileMode.CreateNew);
            source.CopyTo(target);
        }

        foreach (string folder in Directory.GetDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
