using System.Collections.Immutable;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Live;

/// <summary>A site with the pages that watch it. Added to and removed from under the lock of <see cref="SiteWatch"/>; told without.</summary>
internal sealed class WatchedSite(Site site)
{
    private ImmutableArray<SiteWatch.Watcher> _watchers = [];
    private long? _version;

    /// <summary>The site.</summary>
    public Site Site => site;

    /// <summary>Adds a page.</summary>
    public void Add(SiteWatch.Watcher watcher) => _watchers = _watchers.Add(watcher);

    /// <summary>Removes a page.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool Remove(SiteWatch.Watcher watcher)
    {
        _watchers = _watchers.Remove(watcher);
        return _watchers.IsEmpty;
    }

    /// <summary>Takes what is seen. The first sight is news as well: something may have come between what the page shows and now.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Sees(long version)
    {
        bool isNew = _version != version;
        _version = version;
        return isNew;
    }

    /// <summary>Tells all pages.</summary>
    public void Tell()
    {
        foreach (SiteWatch.Watcher watcher in _watchers) watcher.Tell();
    }
}
