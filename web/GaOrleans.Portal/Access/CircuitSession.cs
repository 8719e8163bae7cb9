using GaOrleans.Portal.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Ends circuits with the session they were begun in. A circuit lives on for hours without another request, so the session is looked at again
/// when the browser does something, every few seconds at most, and from time to time when it does nothing but watch. Circuits without a
/// session, of shared pages, go on.
/// </summary>
internal sealed class CircuitSession(CircuitScope scope, Sessions sessions, AuthenticationStateProvider states, NavigationManager navigation, TimeProvider time, ILogger<CircuitSession> logger)
    : CircuitHandler, IAsyncDisposable
{
    /// <summary>How long a session that was found to go on is believed.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    /// <summary>How often the session of a browser that does nothing is looked at.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _closed = new();
    private DateTimeOffset _checked = DateTimeOffset.MinValue;
    private Task _watching = Task.CompletedTask;

    /// <summary>Whether the session was found to be over.</summary>
    public bool IsOver { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        scope.IsCircuit = true;
        _watching = WatchAsync();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => _closed.CancelAsync();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        // What a browser still sends after the end is not done.
        if (await GoesOnAsync(CancellationToken.None)) await next(context);
    };

    /// <summary>Looks at the session, unless it was looked at just before; when it is over, the browser is sent away.</summary>
    public async ValueTask<bool> GoesOnAsync(CancellationToken ct)
    {
        if (IsOver) return false;
        DateTimeOffset now = time.GetUtcNow();
        if (now - _checked < Believed) return true;
        var principal = (await states.GetAuthenticationStateAsync()).User;
        if (principal.Identity?.IsAuthenticated == true && await sessions.UserOfAsync(principal, ct) is null) return End();
        _checked = now;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _watching;
        _closed.Dispose();
    }

    private bool End()
    {
        IsOver = true;
        navigation.NavigateTo(navigation.Uri, forceLoad: true);
        return false;
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Watched, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token) && await GoesOnAsync(_closed.Token))
            {
                // Looking is all.
            }
        }
        catch (OperationCanceledException)
        {
            // The circuit is closed.
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The browser's next action looks again; the page only stays open longer.
            logger.LogWarning(e, "cannot look whether a session goes on; it is looked at again when its browser does something");
        }
    }
}
