namespace GaOrleans.Portal.Queries.Saving;

/// <summary>The saved query that was deleted last in this open page, so that it can be put back. One for each open page.</summary>
public sealed class LastDeleted
{
    private int _siteId;
    private DeletedQuery? _query;

    /// <summary>Remembers a query.</summary>
    public void Remember(int siteId, SavedQuery query, QueryUse use) => (_siteId, _query) = (siteId, new DeletedQuery(query, use));

    /// <summary>Forgets it.</summary>
    public void Forget() => _query = null;

    /// <summary>The query deleted last at a site; null when there is none.</summary>
    public DeletedQuery? Of(int siteId) => _siteId == siteId ? _query : null;
}
