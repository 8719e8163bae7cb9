using GaOrleans.TestKit.Hits;

namespace GaOrleans.Embedded.Tests.Workers;

/// <summary>Runs while no other test does, since allocation is counted for the whole process.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    private const int Rounds = 6, Frames = 400;

    /// <summary>
    /// The way of a hit alone: its event id is there already, so no bucket grows. What buckets allocate when they grow is what they hold, which
    /// <see cref="Embedded.EngineStatus.LiveBytes"/> counts. Measured with optimisation: 0.4 bytes for a frame of one hit, 10 for one of a hundred.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task AcceptAsync_AllocatesNextToNothing_WhenNoBucketGrows(int hitsPerFrame)
    {
        await using var fixture = new EngineFixture(options => options with { Log = options.Log with { SegmentBytes = 512L * 1024 * 1024, Prewrite = false } });
        byte[] frame = HitFrames.Of([.. Enumerable.Range(0, hitsPerFrame).Select(i => EngineFixture.Hit(i, eventId: (ulong)i + 1))]);

        // Apart from the test's synchronization context, which allocates for every await.
        double bytes = await Task.Run(() => LeastAsync(fixture, frame, hitsPerFrame));
        Assert.True(bytes < 24, $"{bytes:0.0} bytes are allocated for each frame of {hitsPerFrame} hits");
    }

    /// <summary>Bytes a frame in the best of some rounds: what every frame allocates is in all of them, what the process does beside is not.</summary>
    private static async Task<double> LeastAsync(EngineFixture fixture, byte[] frame, int hits)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Frames; i++) await fixture.Engine.Sink.AcceptAsync(frame, hits, CancellationToken.None);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least / (double)Frames;
    }
}
