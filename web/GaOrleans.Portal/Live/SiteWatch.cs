using System.Collections.Concurrent;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Portal.Live;

/// <summary>
/// Tells open pages that a site has new hits. One for the process, however many pages watch: once a second it asks for the version of the current hours of each
/// site that somebody watches, and nobody else. Pages decide themselves how often they then ask anew. Safe for concurrent use.
/// </summary>
public sealed partial class SiteWatch : IAsyncDisposable
{
    private const int HourSeconds = 3_600;

    // What the version of a site is that cannot be read; no reader gives it by itself but by a chance that does no harm.
    private const long Unreadable = long.MinValue;

    private readonly ConcurrentDictionary<int, WatchedSite> _sites = new();
    private readonly IBucketReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger<SiteWatch> _log;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _watching;

    /// <summary>Makes a watch that rests until somebody watches.</summary>
    public SiteWatch(IBucketReader reader, TimeProvider time, ILogger<SiteWatch> log) => (_reader, _time, _log) = (reader, time, log);

    /// <summary>How often it looks.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Sites that are watched now.</summary>
    public int Count => _sites.Count;

    /// <summary>Watches a site until the result is disposed.</summary>
    /// <param name="site">The site.</param>
    /// <param name="changed">Called when something changed, on no particular thread; it must be quick and must not throw.</param>
    public IDisposable Watch(Site site, Action changed)
    {
        lock (_lock)
        {
            WatchedSite watched = _sites.GetOrAdd(site.Id, _ => new WatchedSite(site));
            var watcher = new Watcher(this, watched, changed);
            watched.Add(watcher);
            _watching ??= Task.Run(WatchAsync);
            return watcher;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_watching is { } watching) await watching;
        _end.Dispose();
    }

    /// <summary>Looks once at every watched site.</summary>
    internal async ValueTask LookAsync(CancellationToken ct)
    {
        foreach (WatchedSite watched in _sites.Values)
        {
            long version = await VersionOfAsync(watched.Site, ct);
            if (watched.Sees(version)) watched.Tell();
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token)) await LookAsync(_end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    // Pages ask anew once when a site becomes unreadable, and once when it is readable again; the answers say what is wrong.
    private async ValueTask<long> VersionOfAsync(Site site, CancellationToken ct)
    {
        try
        {
            ZoneRules zone = Zones.TryFind(site.Timezone, out ZoneRules? known) ? known : ZoneRules.Utc;
            long now = _time.GetUtcNow().ToUnixTimeSeconds();
            return await _reader.VersionOfAsync(site.Id, zone.HourStart(now - HourSeconds) - HourSeconds + 1, zone.HourEnd(zone.HourStart(now)), ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // One site must not end the watch of all others.
            LogUnreadable(exception, site.Domain);
            return Unreadable;
        }
    }

    private void Leave(WatchedSite watched, Watcher watcher)
    {
        lock (_lock)
        {
            if (watched.Remove(watcher)) _sites.TryRemove(watched.Site.Id, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "cannot tell whether {Domain} has new hits; open dashboards show why")]
    private partial void LogUnreadable(Exception exception, string domain);

    /// <summary>One page that watches.</summary>
    internal sealed class Watcher(SiteWatch watch, WatchedSite site, Action changed) : IDisposable
    {
        private int _left;

        /// <summary>Tells the page.</summary>
        public void Tell() => changed();

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) watch.Leave(site, this);
        }
    }
}
