namespace GaOrleans.Embedded.Tests.Workers;

/// <summary>Runs while no other test does, since allocation is counted for the whole process.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    [Fact]
    public async Task AcceptAsync_AllocatesLittle_WhenItIsWarm()
    {
        await using var fixture = new EngineFixture();
        byte[] frame = TestKit.Hits.HitFrames.Of([.. Enumerable.Range(0, 50).Select(i => EngineFixture.Hit(i, eventId: (ulong)i + 1))]);
        for (int i = 0; i < 500; i++) await fixture.Engine.Sink.AcceptAsync(frame, 50, CancellationToken.None);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < 2000; i++) await fixture.Engine.Sink.AcceptAsync(frame, 50, CancellationToken.None);
        double perHit = (GC.GetTotalAllocatedBytes(precise: true) - before) / (2000 * 50.0);
        // Measured without optimisation: 33, nearly all of it once a frame and once a segment.
        Assert.True(perHit < 64, $"{perHit:0.0} bytes are allocated for each hit");
    }
}
