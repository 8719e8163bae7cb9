namespace GaOrleans.Portal.Queries.Saving;

/// <summary>The saved query that was deleted last in this open page, so that it can be put back. One for each open page.</summary>
public sealed class LastDeleted
{
    private int _siteId;
    private SavedQuery? _query;

    /// <summary>Remembers a query.</summary>
    public void Remember(int siteId, SavedQuery? query) => (_siteId, _query) = (siteId, query);

    /// <summary>The query deleted last at a site; null when there is none.</summary>
    public SavedQuery? Of(int siteId) => _siteId == siteId ? _query : null;
}
