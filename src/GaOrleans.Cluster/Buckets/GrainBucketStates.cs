using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Buckets;

/// <summary>The state of a bucket grain. What was stored is not kept in memory: the rows are there already.</summary>
internal sealed class GrainBucketStates(IPersistentState<StoredBucketState> state) : IBucketStates
{
    private static readonly StoredBucketState Nothing = new();

    /// <summary>What was stored when the grain was activated; once.</summary>
    internal async ValueTask<StoredBucketState> TakeAsync()
    {
        // A grain that came with its memory from another silo has the state without its content.
        if (state.RecordExists && state.State.Version == 0) await state.ReadStateAsync();
        return Take();
    }

    public async ValueTask<StoredBucketState> ReadAsync()
    {
        await state.ReadStateAsync();
        return Take();
    }

    public async ValueTask WriteAsync(StoredBucketState stored)
    {
        state.State = stored;
        try
        {
            await state.WriteStateAsync();
        }
        finally
        {
            state.State = Nothing;
        }
    }

    public async ValueTask ClearAsync()
    {
        await state.ClearStateAsync();
        state.State = Nothing;
    }

    private StoredBucketState Take()
    {
        StoredBucketState stored = state.State;
        state.State = Nothing;
        return stored;
    }
}
