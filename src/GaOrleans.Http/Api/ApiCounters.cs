namespace GaOrleans.Http.Api;

/// <summary>What the reports and configuration interface has seen since the start.</summary>
internal sealed class ApiCounters
{
    private long _requests, _limited, _unavailable, _reports;

    /// <summary>Calls.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Calls refused because their key asked too often.</summary>
    public long Limited => Volatile.Read(ref _limited);

    /// <summary>Calls answered 503.</summary>
    public long Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Reports answered.</summary>
    public long Reports => Volatile.Read(ref _reports);

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountLimited() => Interlocked.Increment(ref _limited);

    public void CountUnavailable() => Interlocked.Increment(ref _unavailable);

    public void CountReport() => Interlocked.Increment(ref _reports);
}
