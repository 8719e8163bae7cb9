using GaOrleans.Simulation.Faults;
using Xunit.Abstractions;

namespace GaOrleans.Simulation;

public sealed class CrashSimulationTests(ITestOutputHelper output)
{
    // A planted fault shows within so many seeds; what is measured is about a tenth of it.
    private const int SeedsPerFault = 2_000;

    /// <summary>Number of runs: <c>GA_SIM_RUNS</c>, by default 10,000; from seed <c>GA_SIM_SEED</c>, by default 0.</summary>
    [Fact]
    public void WritePath_CountsEveryAcknowledgedHitOnce_WhenItCrashesAnywhere()
    {
        int runs = Number("GA_SIM_RUNS", 10_000), first = Number("GA_SIM_SEED", 0);
        long acknowledged = 0;
        Parallel.For(first, first + runs, seed => Interlocked.Add(ref acknowledged, Run(seed)));
        Assert.True(acknowledged > runs, $"only {acknowledged} hits were acknowledged in {runs} runs: the simulation does nothing");
    }

    [Theory]
    [InlineData(PlantedFault.SkippedFlush)]
    [InlineData(PlantedFault.SkippedDirectoryFlush)]
    [InlineData(PlantedFault.RetriedFlush)]
    [InlineData(PlantedFault.AcknowledgedBeforeFlush)]
    [InlineData(PlantedFault.TailCutTooEarly)]
    [InlineData(PlantedFault.IgnoredChecksum)]
    [InlineData(PlantedFault.PositionBeforeRows)]
    [InlineData(PlantedFault.PositionTooHigh)]
    [InlineData(PlantedFault.ForgottenWatermarks)]
    [InlineData(PlantedFault.BelievedCheckpoint)]
    [InlineData(PlantedFault.TrimmedTooEarly)]
    [InlineData(PlantedFault.WatermarkAheadOfRows)]
    public void Simulation_FindsTheFault_WhenOneIsPlanted(PlantedFault fault)
    {
        for (int seed = 0; seed < SeedsPerFault; seed++)
        {
            try
            {
                SimulationRun.Execute(seed, fault);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                output.WriteLine($"found at seed {seed}: {e.Message}");
                return;
            }
        }

        Assert.Fail($"{fault} was not found in {SeedsPerFault} runs");
    }

    private static int Run(int seed)
    {
        try
        {
            return SimulationRun.Execute(seed);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed} fails; run it alone with GA_SIM_SEED={seed} GA_SIM_RUNS=1: {e.Message}", e);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int value) ? value : otherwise;
}
