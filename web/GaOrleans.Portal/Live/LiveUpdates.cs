using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Live;

/// <summary>
/// When an open page renews itself: soon after its site has new hits, but not more often than it can be read; every few seconds anyway, so that who has left is
/// no longer counted as here; and not at all while nobody looks at it.
/// </summary>
public sealed class LiveUpdates : IAsyncDisposable
{
    private readonly TimeSpan _least;
    private readonly TimeSpan _most;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly TimeProvider _time;
    private readonly Func<Task> _renew;
    private readonly IDisposable _watcher;
    private readonly Task _running;
    private volatile bool _visible = true;

    /// <summary>Begins.</summary>
    /// <param name="watch">Tells of new hits.</param>
    /// <param name="site">The site.</param>
    /// <param name="time">The clock.</param>
    /// <param name="renew">Renews the page; what it throws ends the renewing and is thrown again when the page is closed.</param>
    /// <param name="least">Least time from one renewing to the next; 2 seconds when left out.</param>
    /// <param name="most">Time after which it is renewed without news; 10 seconds when left out.</param>
    public LiveUpdates(SiteWatch watch, Site site, TimeProvider time, Func<Task> renew, TimeSpan? least = null, TimeSpan? most = null)
    {
        (_time, _renew) = (time, renew);
        (_least, _most) = (least ?? TimeSpan.FromSeconds(2), most ?? TimeSpan.FromSeconds(10));
        _watcher = watch.Watch(site, Notice);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Tells whether somebody looks at the page. Whoever comes back finds it renewed.</summary>
    public void Look(bool visible)
    {
        bool comesBack = visible && !_visible;
        _visible = visible;
        if (comesBack) Notice();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
        _news.Dispose();
    }

    private void Notice()
    {
        lock (_news)
        {
            if (_news.CurrentCount == 0) _news.Release();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await WaitAsync();
                if (_visible) await _renew();
                await Task.Delay(_least, _time, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is closed.
        }
        catch (ObjectDisposedException) when (_end.IsCancellationRequested)
        {
            // It was closed while it renewed itself.
        }
    }

    private async Task WaitAsync()
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        Task idle = Task.Delay(_most, _time, pause.Token);
        await Task.WhenAny(_news.WaitAsync(pause.Token), idle);
        await pause.CancelAsync();
        _end.Token.ThrowIfCancellationRequested();
    }
}
