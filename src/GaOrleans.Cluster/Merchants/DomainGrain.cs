namespace GaOrleans.Cluster.Merchants;

/// <inheritdoc cref="IDomainGrain"/>
internal sealed class DomainGrain([PersistentState(DomainState.Name, StreamNames.Storage)] IPersistentState<DomainState> state, TimeProvider time) : Grain, IDomainGrain
{
    /// <summary>How long a creation has to finish; after that its silo is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Since when this activation knows the claim, which may be older.
    private long _since = time.GetTimestamp();

    public async ValueTask<DomainClaim> ClaimAsync(int merchantId, int siteId, long replacing)
    {
        DomainClaim now = state.State.Claim;
        bool free = now.Merchant == 0 || now.Site == siteId || now.Number == replacing;
        if (!free) return now with { Left = now.Left || time.GetElapsedTime(_since) >= Patience };
        await WriteAsync(new DomainClaim(merchantId, siteId, now.Number + 1));
        _since = time.GetTimestamp();
        return state.State.Claim;
    }

    public async ValueTask LeaveAsync(int siteId)
    {
        DomainClaim now = state.State.Claim;
        if (now.Site == siteId && !now.Left) await WriteAsync(now with { Left = true });
    }

    private async ValueTask WriteAsync(DomainClaim claim)
    {
        state.State.Claim = claim;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // Whether it is stored is not known; the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }
}
