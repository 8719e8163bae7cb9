using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GaOrleans.Benchmarks.Core;

/// <summary>The hot paths of Core, one category each, inside this process so that no second build is needed.</summary>
internal static class CoreBenchmark
{
    public static void Run()
    {
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkRunner.Run<HitCodecBenchmark>(config);
        BenchmarkRunner.Run<BucketApplyBenchmark>(config);
        SmallBuckets.Run();
    }
}
