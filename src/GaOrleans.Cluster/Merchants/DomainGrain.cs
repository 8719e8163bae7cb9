namespace GaOrleans.Cluster.Merchants;

/// <inheritdoc cref="IDomainGrain"/>
internal sealed class DomainGrain([PersistentState(DomainState.Name, StreamNames.Storage)] IPersistentState<DomainState> state) : Grain, IDomainGrain
{
    public async ValueTask<DomainClaim> ClaimAsync(int merchantId, int siteId, long replacing)
    {
        DomainClaim now = state.State.Claim;
        bool free = now.Merchant == 0 || now.Site == siteId || now.Number == replacing;
        if (!free) return now;
        try
        {
            state.State.Claim = new DomainClaim(merchantId, siteId, now.Number + 1);
            await state.WriteStateAsync();
            return state.State.Claim;
        }
        catch
        {
            // Whether it is stored is not known; the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }
}
