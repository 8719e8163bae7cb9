using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Live;

/// <summary>
/// When an open page renews itself: soon after its site has new hits, but not more often than it can be read; every few seconds anyway, so that who has left is
/// no longer counted as here; and not at all while nobody looks at it.
/// </summary>
public sealed class LiveUpdates : IAsyncDisposable
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

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
    public LiveUpdates(SiteWatch watch, Site site, TimeProvider time, Func<Task> renew)
    {
        (_time, _renew) = (time, renew);
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
                await Task.Delay(Least, _time, _end.Token);
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
        Task idle = Task.Delay(Most, _time, pause.Token);
        await Task.WhenAny(_news.WaitAsync(pause.Token), idle);
        await pause.CancelAsync();
        _end.Token.ThrowIfCancellationRequested();
    }
}
