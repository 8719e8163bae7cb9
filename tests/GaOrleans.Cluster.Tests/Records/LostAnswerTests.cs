using System.Diagnostics;
using GaOrleans.Cluster.Records;
using GaOrleans.Cluster.Tests.Quotas;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Records;

/// <summary>Records whose grain answers, but the answer gets lost, as it may while silos join.</summary>
public sealed class LostAnswerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Call_IsMadeAgain_WithinSeconds_AndIsKnownAsTheSame()
    {
        var grain = new LosingPartition();
        var store = new ClusterRecordStore(new OneGrain(grain), TimeProvider.System, NullLogger<ClusterRecordStore>.Instance);
        long started = Stopwatch.GetTimestamp();
        Assert.Equal(1, await store.PutAsync("users", "ann", "{}", 0, CancellationToken.None));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Limit);
        Assert.Equal(2, grain.Calls.Count);
        Assert.Single(grain.Calls.Distinct());
    }

    private sealed class OneGrain(IRecordPartitionGrain grain) : NoGrains
    {
        public override TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) => (TGrainInterface)grain;
    }

    private sealed class LosingPartition : IRecordPartitionGrain
    {
        public List<long> Calls { get; } = [];

        public ValueTask<KeptRecord?> FindAsync(string key) => throw new NotSupportedException();

        public ValueTask<ListedRecords> ListAsync(string? after, int count) => throw new NotSupportedException();

        public ValueTask<long?> PutAsync(string key, string json, long expected, long call)
        {
            Calls.Add(call);
            return Calls.Count == 1 ? new(new TaskCompletionSource<long?>().Task) : new(1L);
        }

        public ValueTask<bool> DeleteAsync(string key, long expected) => throw new NotSupportedException();
    }
}
