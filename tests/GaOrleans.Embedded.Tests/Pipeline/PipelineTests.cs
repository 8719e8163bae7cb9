using System.Globalization;
using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Tests.Pipeline;

/// <summary>
/// From encoded frames to the JSON of answers, through the real log, workers, store and report service, against an oracle.
/// GA_SEEDS sets how many histories are tried (default 60), GA_SEED the first.
/// </summary>
public sealed class PipelineTests
{
    private const int Threads = 8;
    private const int QueriesPerHistory = 12;
    private const int QueriesPerFolded = 40;

    [Fact]
    public async Task Engine_AnswersWhatTheOracleSays_TheSameBytesForAnyDelivery()
    {
        int first = Setting("GA_SEED", 1);
        await Parallel.ForEachAsync(Enumerable.Range(first, Setting("GA_SEEDS", 60)), new ParallelOptions { MaxDegreeOfParallelism = Threads }, async (seed, _) =>
        {
            try
            {
                await TryAsync(seed);
            }
            catch (Exception e)
            {
                Assert.Fail($"GA_SEED={seed}: {e}");
            }
        });
    }

    [Fact]
    public async Task Folding_GroupsAndFiltersOther_AsTheOracleDoes()
    {
        var limits = new BucketLimits { KeptPages = 2, KeptValues = 3 };
        int folded = 0, seeds = Setting("GA_SEEDS", 12), first = Setting("GA_SEED", 1);
        for (int seed = first; seed < first + seeds; seed++)
        {
            using PipelineRun run = await PipelineRun.MakeAsync(seed, FoldedHits.Vary);
            folded += await run.CheckFoldedAsync(seed, QueriesPerFolded, limits);
        }

        Assert.True(seeds < 12 || folded > 20, $"only {folded} answers had folded values: the histories test nothing");
    }

    private static async Task TryAsync(int seed)
    {
        using PipelineRun run = await PipelineRun.MakeAsync(seed);
        (List<string> answers, IReadOnlyList<StoredBucket> stored) = await run.DeliverAsync(seed, now => run.Queries(seed, QueriesPerHistory, now));
        (List<string> others, IReadOnlyList<StoredBucket> storedToo) = await run.DeliverAsync(-seed, now => run.Queries(seed, QueriesPerHistory, now));
        Assert.Equal(answers, others);
        Assert.Equal(stored.Select(Describe), storedToo.Select(Describe));
        Assert.All(stored, bucket => Assert.True(bucket.Sealed));
    }

    private static string Describe(StoredBucket bucket) => $"{bucket.Key} {bucket.Rows} {bucket.Sealed} {Convert.ToHexString(bucket.Bytes.Span)}";

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
