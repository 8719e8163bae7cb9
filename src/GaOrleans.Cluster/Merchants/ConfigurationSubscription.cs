using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Keeps a silo's replica up to date: hears changes as they are made, and every few seconds renews its subscription, which brings what it missed.
/// </summary>
internal sealed partial class ConfigurationSubscription(
    IGrainFactory grains, ILocalSiloDetails silo, ConfigurationReplica replica, ConfigurationLoader loader, TimeProvider time, ILogger<ConfigurationSubscription> logger)
    : IConfigurationObserver, IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3), FirstTries = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<int, long> _checked = [];
    private Subscriber? _self;
    private Task _renewing = Task.CompletedTask;
    private long _knownTo;
    private bool _disposed;

    /// <summary>By what the catalog knows this silo; empty before it has subscribed.</summary>
    public string Id => _self?.Id ?? "";

    /// <summary>Reads everything that is stored; needs no grain.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        long started = time.GetTimestamp();
        _knownTo = await loader.LoadAsync(replica, ct);
        LogLoaded(replica.Index.Merchants().Count, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Subscribes, and keeps subscribed until disposed.</summary>
    public async Task SubscribeAsync(CancellationToken ct)
    {
        _self = new Subscriber($"{silo.SiloAddress.ToParsableString()}/{Guid.CreateVersion7():N}", silo.SiloAddress, grains.CreateObjectReference<IConfigurationObserver>(this));
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await RenewAsync(ct);
                break;
            }
            catch (Exception e) when (time.GetElapsedTime(started) < FirstTries && !ct.IsCancellationRequested)
            {
                // The silo that had the catalog may just have died.
                LogNotRenewed(e);
                await Task.Delay(Pause, time, ct);
            }
        }

        _renewing = RenewForeverAsync();
    }

    /// <inheritdoc/>
    public Task ChangedAsync(int merchantId, long version, byte[] document)
    {
        replica.Apply(merchantId, version, MerchantDocumentCodec.Read(merchantId, document));
        return Task.CompletedTask;
    }

    /// <summary>Renews the subscription and reads what was missed.</summary>
    internal async Task RenewAsync(CancellationToken ct)
    {
        long stored = await loader.LastChangeAsync();
        Renewal renewal = await grains.GetGrain<ICatalogGrain>(0).RenewAsync(_self!, _knownTo, stored);
        if (renewal.ReadAll) await loader.LoadAsync(replica, renewal.LastMerchant, ct);
        foreach (ChangeMark change in renewal.Changes)
        {
            bool known = change.Version != 0 ? replica.VersionOf(change.Merchant) >= change.Version : _checked.GetValueOrDefault(change.Merchant) >= change.Number;
            if (known) continue;
            await loader.LoadOneAsync(replica, change.Merchant);
            if (change.Version == 0) _checked[change.Merchant] = change.Number;
        }

        _knownTo = renewal.KnownTo;
        foreach ((int merchant, long number) in _checked)
        {
            if (number <= _knownTo) _checked.Remove(merchant);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stopping.CancelAsync();
        await _renewing;
        _stopping.Dispose();
        if (_self is null) return;
        try
        {
            await grains.GetGrain<ICatalogGrain>(0).LeaveAsync(_self.Id);
        }
        catch (Exception e)
        {
            // Then the catalog finds out when it next tells of a change.
            LogNotRenewed(e);
        }

        grains.DeleteObjectReference<IConfigurationObserver>(_self.Observer);
    }

    private async Task RenewForeverAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_stopping.Token);
                await RenewAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotRenewed(e);
            }
        }
    }

    [LoggerMessage(EventId = 204, Level = LogLevel.Information, Message = "configuration: {Merchants} merchants read in {Milliseconds} ms")]
    private partial void LogLoaded(int merchants, long milliseconds);

    [LoggerMessage(EventId = 205, Level = LogLevel.Warning, Message = "cannot reach the catalog of the configuration; lookups go on with what is known, and it is tried again")]
    private partial void LogNotRenewed(Exception e);
}
