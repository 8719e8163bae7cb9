using GaOrleans.Cluster.Collecting;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Collecting;

public sealed class StreamSinkTests : IAsyncDisposable
{
    private const long Hour = 1_800_000_000 / 3600 * 3600;
    private readonly FakePublisher _publisher = new();
    private readonly List<StreamSink> _sinks = [];

    [Fact]
    public async Task Frame_OfOneBucket_IsPublishedAsItIs()
    {
        StreamSink sink = Sink();
        byte[] frame = HitFrames.Of(Hit(1, 0), Hit(1, 0), Hit(1, 0, drop: DropReason.Bot), Hit(0, 0));
        Assert.Equal(new SinkAnswer(SinkStatus.Accepted), await sink.AcceptAsync(frame, 4, default));
        (BucketKey? bucket, byte[][] frames) = Assert.Single(_publisher.Published);
        Assert.Equal(new BucketKey(1, Hour, 0), bucket);
        Assert.Equal(frame, Assert.Single(frames));
    }

    [Fact]
    public async Task Frame_WithoutAHitThatCounts_BelongsToNoBucket()
    {
        Assert.Equal(SinkStatus.Accepted, (await AcceptAsync(Sink(), Hit(1, 0, drop: DropReason.Bot), Hit(0, 0))).Status);
        Assert.Null(Assert.Single(_publisher.Published).Bucket);
    }

    [Fact]
    public async Task Frame_OfSeveralBuckets_IsSplit_AndEachHitKeepsWhatItsClientSent()
    {
        byte[] frame = FrameOf("{\"ua\":1}", (Hit(1, 0), "{\"a\":1}"), (Hit(2, 0), ""), (Hit(1, 0, DropReason.Bot), "{\"a\":2}"), (Hit(2, 0), "{\"a\":3}"), (Hit(1, 0), "{\"a\":4}"), (Hit(1, 0), ""));
        Assert.Equal(SinkStatus.Accepted, (await Sink().AcceptAsync(frame, 6, default)).Status);
        Assert.Equal(2, _publisher.Published.Count);
        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "{\"a\":4}", "{\"a\":4}"], RawsOf(1, out string envelope));
        Assert.Equal("{\"ua\":1}", envelope);
        Assert.Equal(["{\"a\":1}", "{\"a\":3}"], RawsOf(2, out envelope));
        Assert.Equal("{\"ua\":1}", envelope);
    }

    [Fact]
    public async Task FramesOfABucket_GatherIntoOneBatch_AndEachIsToldItsOwnDuplicates()
    {
        StreamSink sink = Sink(gatherMs: 200);
        Task<SinkAnswer>[] answers =
        [
            AcceptAsync(sink, Hit(1, 7), Hit(1, 8)).AsTask(),
            AcceptAsync(sink, Hit(1, 7), Hit(1, 8), Hit(1, 9)).AsTask(),
            AcceptAsync(sink, Hit(1, 9), Hit(2, 9)).AsTask(),
        ];
        Assert.Equal([0, 2, 1], (await Task.WhenAll(answers)).Select(answer => answer.Duplicates));
        Assert.Equal([1, 3], _publisher.Published.Select(batch => batch.Frames.Length).Order());
    }

    [Fact]
    public async Task Frame_IsRefused_WhenItCannotBeStored_AndNotPublishedAgain()
    {
        int calls = 0;
        _publisher.Before = (bucket, _) => ++calls == 1 ? throw new LogUnavailableException("cannot store: the disk is full") : throw new InvalidOperationException("a defect");
        StreamSink sink = Sink();
        Assert.Equal(StreamSink.Unavailable, await AcceptAsync(sink, Hit(1, 0)));
        Assert.Equal(StreamSink.Unavailable, await AcceptAsync(sink, Hit(1, 0)));
        Assert.Equal(2, calls);
        Assert.Equal(2, sink.FailedBatches);
        Assert.Equal(0, sink.FramesInFlight);
    }

    [Fact]
    public async Task Frame_IsRefusedAsAWhole_WhenOneOfItsBucketsCannotBeStored()
    {
        _publisher.Before = (bucket, _) => bucket!.Value.Site == 2 ? throw new LogUnavailableException("cannot store") : Task.CompletedTask;
        Assert.Equal(StreamSink.Unavailable, await AcceptAsync(Sink(), Hit(1, 0), Hit(2, 0), Hit(3, 0)));
    }

    [Fact]
    public async Task Frame_IsAccepted_WhenItIsNotAppliedInTime_OrItsBucketDoesNotAnswer()
    {
        StreamSink sink = Sink(appliedMs: 150);
        _publisher.BeforeApplied = bucket => bucket.Site == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System) : throw new IOException("the silo died");
        Assert.Equal(new SinkAnswer(SinkStatus.Accepted), await AcceptAsync(sink, Hit(1, 0)));
        Assert.Equal(new SinkAnswer(SinkStatus.Accepted), await AcceptAsync(sink, Hit(2, 0)));
        Assert.Equal(2, sink.AnsweredBeforeApplied);
    }

    [Fact]
    public async Task Duplicates_AreToldAllTheSame_WhenTheBucketMovesMeanwhile()
    {
        int asked = 0;
        _publisher.BeforeApplied = _ => ++asked < 3 ? throw new IOException("the silo died") : Task.CompletedTask;
        Assert.Equal(new SinkAnswer(SinkStatus.Accepted, 1), await AcceptAsync(Sink(), Hit(1, 5), Hit(1, 5)));
    }

    [Fact]
    public async Task Frame_IsAcceptedWithoutDuplicates_WhenTheProviderTellsNoPositions()
    {
        _publisher.Tells = false;
        Assert.Equal(new SinkAnswer(SinkStatus.Accepted), await AcceptAsync(Sink(), Hit(1, 5), Hit(1, 5)));
    }

    [Fact]
    public async Task Sink_RefusesWhatIsTooMuch_OverallAndOfOneBucket()
    {
        var release = new TaskCompletionSource();
        _publisher.Before = (_, _) => release.Task;
        StreamSink sink = Sink(limits: new StreamSinkLimits { Frames = 3, FramesOfABucket = 2 });
        Task<SinkAnswer>[] taken = [AcceptAsync(sink, Hit(1, 0)).AsTask(), AcceptAsync(sink, Hit(1, 0)).AsTask()];
        SinkAnswer refused = await AcceptAsync(sink, Hit(1, 0));
        Assert.Equal(new SinkAnswer(SinkStatus.Overloaded, 0, 1), refused);
        Task<SinkAnswer> other = AcceptAsync(sink, Hit(2, 0)).AsTask();
        Assert.Equal(SinkStatus.Overloaded, (await AcceptAsync(sink, Hit(3, 0))).Status);
        release.SetResult();
        Assert.All(await Task.WhenAll([.. taken, other]), answer => Assert.Equal(SinkStatus.Accepted, answer.Status));
        Assert.Equal(0, sink.FramesInFlight);
        Assert.Equal(SinkStatus.Accepted, (await AcceptAsync(sink, Hit(1, 0))).Status);
    }

    [Fact]
    public async Task Sink_AnswersWhatIsInFlight_WhenItStops_AndRefusesTheRest()
    {
        StreamSink sink = Sink(gatherMs: 100);
        Task<SinkAnswer> before = AcceptAsync(sink, Hit(1, 0)).AsTask();
        Task stopped = sink.StopAsync(CancellationToken.None);
        Assert.Equal(StreamSink.Unavailable, await AcceptAsync(sink, Hit(1, 0)));
        await stopped;
        Assert.Equal(SinkStatus.Accepted, (await before).Status);
    }

    [Fact]
    public async Task Sink_GivesUp_WhenStoppingTakesTooLong()
    {
        _publisher.Before = (_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        StreamSink sink = Sink();
        Task<SinkAnswer> before = AcceptAsync(sink, Hit(1, 0)).AsTask();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        await sink.StopAsync(soon.Token);
        Assert.Equal(StreamSink.Unavailable, await before);
    }

    [Fact]
    public async Task ManyFrames_OfManyBuckets_AreEachPublishedOnce()
    {
        const int Senders = 16, Each = 300;
        StreamSink sink = Sink();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                SinkAnswer answer = await AcceptAsync(sink, Hit(1 + (i % 40), (ulong)((sender * Each) + i + 1)), Hit(1 + (i % 7), 0));
                Assert.Equal(new SinkAnswer(SinkStatus.Accepted), answer);
            }
        })));
        var ids = new List<ulong>();
        foreach (byte[] frame in _publisher.Published.SelectMany(batch => batch.Frames)) ids.AddRange(HitsOf(frame).Select(hit => hit.EventId));
        Assert.Equal(Senders * Each * 2, ids.Count);
        Assert.Equal(Enumerable.Range(1, Senders * Each).Select(id => (ulong)id), ids.Where(id => id != 0).Order());
        Assert.True(sink.Batches < Senders * Each * 2, $"{sink.Batches} batches");
    }

    [Fact]
    public async Task MalformedFrame_IsADefectOfTheCaller()
    {
        StreamSink sink = Sink();
        byte[] frame = HitFrames.Of(Hit(1, 0));
        await Assert.ThrowsAsync<ArgumentException>(() => sink.AcceptAsync(frame, 2, default).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => sink.AcceptAsync(frame.AsMemory(0, frame.Length - 1), 1, default).AsTask());
        Assert.Equal(0, sink.FramesInFlight);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (StreamSink sink in _sinks) await sink.DisposeAsync();
    }

    private static ValueTask<SinkAnswer> AcceptAsync(StreamSink sink, params Hit[] hits) => sink.AcceptAsync(HitFrames.Of(hits), hits.Length, default);

    private static Hit Hit(int site, ulong eventId, DropReason drop = DropReason.None) =>
        new() { Site = site, Hour = Hour, TimeMs = Hour * 1000, Visitor = 1, EventId = eventId, Drop = drop };

    private static byte[] FrameOf(string envelope, params (Hit Hit, string Raw)[] hits)
    {
        var to = new GaOrleans.Core.Encoding.ByteWriter(new byte[64 * 1024]);
        HitFrame.WriteHeader(ref to, hits.Length, System.Text.Encoding.UTF8.GetBytes(envelope));
        foreach ((Hit hit, string raw) in hits)
        {
            to.Blob(HitBytes.Of(hit));
            to.Text(raw);
        }

        return to.Written.ToArray();
    }

    private static List<Hit> HitsOf(byte[] frame)
    {
        Assert.True(HitFrame.TryOpen(frame, out HitFrameReader reader));
        var hits = new List<Hit>();
        while (reader.TryNext(out HitFields hit)) hits.Add(HitBytes.ToHit(hit));
        Assert.False(reader.Malformed);
        return hits;
    }

    private List<string> RawsOf(int site, out string envelope)
    {
        byte[] frame = Assert.Single(_publisher.Published.Single(batch => batch.Bucket!.Value.Site == site).Frames);
        Assert.True(HitFrame.TryOpen(frame, out HitFrameReader reader));
        envelope = System.Text.Encoding.UTF8.GetString(reader.Envelope);
        var raws = new List<string>();
        while (reader.TryNext(out _)) raws.Add(System.Text.Encoding.UTF8.GetString(reader.Raw));
        Assert.False(reader.Malformed);
        return raws;
    }

    private StreamSink Sink(int gatherMs = 3, int appliedMs = 5_000, StreamSinkLimits? limits = null)
    {
        var options = new GaClusterOptions { GatherMs = gatherMs, AppliedWaitMs = appliedMs };
        var sink = new StreamSink(_publisher, _publisher, options, limits ?? new StreamSinkLimits(), TimeProvider.System, NullLogger.Instance);
        sink.Open();
        _sinks.Add(sink);
        return sink;
    }
}
