using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace GaOrleans.Cluster.Merchants;

/// <inheritdoc cref="ICatalogGrain"/>
[GrainType(TypeName)]
[Reentrant]
internal sealed partial class CatalogGrain : Grain, ICatalogGrain
{
    /// <summary>The type in identities; states are stored under it.</summary>
    public const string TypeName = "catalog";

    // Numbers are given from memory up to what is stored; a new activation starts behind that, so some are never given.
    private const int MerchantBlock = 16, NumberBlock = 256;

    private static readonly TimeSpan TellingTime = TimeSpan.FromSeconds(2);

    private readonly IPersistentState<CatalogState> _state;
    private readonly ISiloStatusOracle _silos;
    private readonly TimeProvider _time;
    private readonly ILogger<CatalogGrain> _logger;
    private readonly GatheredWrite _write;
    private readonly Dictionary<string, Subscriber> _subscribers = new(StringComparer.Ordinal);
    private ChangeJournal _journal = new([], 0, default);
    private int _merchant;
    private long _number;

    public CatalogGrain(
        [PersistentState(CatalogState.Name, StreamNames.Storage)] IPersistentState<CatalogState> state, ISiloStatusOracle silos, TimeProvider time, ILogger<CatalogGrain> logger)
    {
        _state = state;
        _silos = silos;
        _time = time;
        _logger = logger;
        _write = new GatheredWrite(WriteAsync);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        CatalogState stored = _state.State;
        _journal = new ChangeJournal(stored.Changes, stored.LastChange, _time.GetUtcNow());
        _merchant = stored.LastMerchant;
        _number = stored.LastNumber;
        foreach (Subscriber subscriber in stored.Subscribers) _subscribers[subscriber.Id] = subscriber;
        return Task.CompletedTask;
    }

    public async ValueTask<long> NumberAsync(bool merchant)
    {
        long number = merchant ? ++_merchant : ++_number;
        long stored = merchant ? _state.State.LastMerchant : _state.State.LastNumber;
        if (number <= stored)
        {
            // The write that raised the limit may be under way.
            await _write.StoredAsync();
            return number;
        }

        if (merchant) _state.State.LastMerchant = checked((int)number + MerchantBlock);
        else _state.State.LastNumber = number + NumberBlock;
        await _write.ChangedAsync();
        return number;
    }

    public async ValueTask<byte[]> SecretAsync(string name, byte[] candidate)
    {
        if (_state.State.Secrets.TryAdd(name, candidate)) await _write.ChangedAsync();
        else await _write.StoredAsync();
        return _state.State.Secrets[name];
    }

    public async ValueTask<long> BeginAsync(int merchantId)
    {
        long change = _journal.Begin(merchantId, _time.GetUtcNow());
        await _write.ChangedAsync();
        return change;
    }

    public async ValueTask AnnounceAsync(long change, int merchantId, long version, byte[] document)
    {
        await Task.WhenAll(_subscribers.Values.Select(subscriber => TellAsync(subscriber, merchantId, version, document)));
        _journal.End(change, version);
    }

    public async ValueTask<Renewal> RenewAsync(Subscriber subscriber, long knownTo, long stored)
    {
        if (_journal.Last < stored)
        {
            // There may be two activations for a while when a silo has died, and silos that asked this one would never hear of changes again.
            DeactivateOnIdle();
            throw new InvalidOperationException("cannot renew the subscription: another activation of the catalog has made changes; ask again");
        }

        bool known = _subscribers.ContainsKey(subscriber.Id);
        _subscribers[subscriber.Id] = subscriber;
        if (!known) await _write.ChangedAsync();
        ChangeMark[]? changes = _journal.After(knownTo);
        // Later changes may be announced while this answer is on its way; that they are told twice does no harm.
        return new Renewal(_journal.KnownTo(_time.GetUtcNow()), Math.Max(_merchant, _state.State.LastMerchant), changes is null, changes ?? []);
    }

    public async ValueTask LeaveAsync(string subscriberId)
    {
        if (_subscribers.Remove(subscriberId)) await _write.ChangedAsync();
    }

    private async Task TellAsync(Subscriber subscriber, int merchantId, long version, byte[] document)
    {
        try
        {
            if (_silos.IsDeadSilo(subscriber.Silo))
            {
                _subscribers.Remove(subscriber.Id);
                return;
            }

            await subscriber.Observer.ChangedAsync(merchantId, version, document).WaitAsync(TellingTime, _time);
        }
        catch (Exception e)
        {
            // It renews its subscription within seconds if it lives, and then reads what it missed.
            _subscribers.Remove(subscriber.Id);
            LogDropped(e, subscriber.Silo);
        }
    }

    private async Task WriteAsync()
    {
        _state.State.LastChange = _journal.Last;
        _state.State.Changes = _journal.ToStore(_time.GetUtcNow());
        _state.State.Subscribers = [.. _subscribers.Values];
        try
        {
            await _state.WriteStateAsync();
        }
        catch
        {
            // Whether it is stored is not known; the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(EventId = 201, Level = LogLevel.Warning, Message = "silo {Silo} did not take a change of the configuration over within 2 s; it hears no more until it subscribes again")]
    private partial void LogDropped(Exception e, SiloAddress silo);
}
