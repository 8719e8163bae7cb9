namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>
/// Random schedules of one bucket: hits are logged and delivered, again, too early or not at all; activations lose their memory and go on all the same
/// beside their successors; storage, index and log answer late, fail before they did anything, or after. Whatever happens, every hit is counted once.
/// </summary>
public sealed class BucketScheduleTests
{
    private const int Schedules = 10_000, Threads = 4;

    [Fact]
    public void EveryHit_IsCountedOnce_WhateverHappensInBetween()
    {
        int seed = Environment.TickCount;
        Parallel.For(0, Schedules, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i => Run(unchecked(seed + i)));
    }

    /// <summary>Seeds that have failed once.</summary>
    [Theory]
    [InlineData(1)]
    public void EveryHit_IsCountedOnce_InSchedulesThatHaveFailed(int seed) => Run(seed);

    private static void Run(int seed)
    {
        try
        {
            new BucketSchedule(seed).Run();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"the schedule of seed {seed} fails: {e.Message}", e);
        }
    }
}
