using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace GaOrleans.Cluster.Merchants;

/// <inheritdoc cref="IMerchantGrain"/>
[GrainType(TypeName)]
[ImplicitStreamSubscription(StreamNames.BucketChanges)]
internal sealed partial class MerchantGrain(
    [PersistentState(MerchantState.Name, StreamNames.Storage)] IPersistentState<MerchantState> state, TimeProvider time, ILogger<MerchantGrain> logger)
    : Grain, IMerchantGrain, IStreamSubscriptionObserver, IAsyncObserver<BucketChange>
{
    /// <summary>The type in identities; states are stored under it.</summary>
    public const string TypeName = "merchant";

    private const int AnnounceTries = 2;

    private MerchantActivity? _activity;

    public async ValueTask<MerchantReading> ReadAsync(long known)
    {
        await CatchUpAsync(known);
        return new MerchantReading(state.State.Version, state.State.Document);
    }

    public async ValueTask<PutAnswer> PutAsync(long expectedVersion, byte[] document)
    {
        await CatchUpAsync(expectedVersion);
        if (state.State.Version != expectedVersion) return new PutAnswer(false, state.State.Version, state.State.Document);
        int merchant = (int)this.GetPrimaryKeyLong();
        long change = await GrainFactory.GetGrain<ICatalogGrain>(0).BeginAsync(merchant);
        await WriteAsync(document);
        await AnnounceAsync(change, merchant);
        return new PutAnswer(true, state.State.Version, null);
    }

    public async ValueTask<bool> HoldsAsync(string domain, int siteId, long known, bool fence)
    {
        await CatchUpAsync(known);
        MerchantDocument document = MerchantDocumentCodec.Read((int)this.GetPrimaryKeyLong(), state.State.Document);
        if (document.Sites.Any(site => site.Id == siteId && site.Domain == domain)) return true;
        if (fence) await WriteAsync(state.State.Document);
        return false;
    }

    public ValueTask<SiteActivity[]> ActivityAsync() => new(_activity?.Snapshot() ?? []);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<BucketChange>().ResumeAsync(this);

    public Task OnNextAsync(BucketChange item, StreamSequenceToken? token = null)
    {
        _activity ??= new MerchantActivity(time.GetUtcNow().ToUnixTimeMilliseconds());
        _activity.Hear(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        // What comes here are hints; the next one makes up for one that is lost.
        LogStream(ex, this.GetPrimaryKeyLong());
        return Task.CompletedTask;
    }

    // A later version than this activation's is known: another one has written, as there may be two for a while when a silo has died. This one would refuse
    // every change for as long as it is asked. It reads what is stored, and makes way, so that whoever calls next finds the other.
    private async ValueTask CatchUpAsync(long known)
    {
        if (state.State.Version >= known) return;
        LogOvertaken(this.GetPrimaryKeyLong(), state.State.Version, known);
        DeactivateOnIdle();
        await state.ReadStateAsync();
    }

    private async ValueTask AnnounceAsync(long change, int merchant)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await GrainFactory.GetGrain<ICatalogGrain>(0).AnnounceAsync(change, merchant, state.State.Version, state.State.Document);
                return;
            }
            catch (Exception e)
            {
                // The catalog moved or its silo died. The change is made; what the silos do not hear now they find when they renew their subscriptions.
                LogUnannounced(e, merchant, tries);
                if (tries == AnnounceTries) return;
            }
        }
    }

    private async ValueTask WriteAsync(byte[] document)
    {
        byte[] before = state.State.Document;
        state.State.Version++;
        state.State.Document = document;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // Whether it is stored is not known; the next activation reads it. Nobody may hear of a version meanwhile that does not come to be.
            state.State.Version--;
            state.State.Document = before;
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(EventId = 202, Level = LogLevel.Warning, Message = "cannot tell the silos of a change of merchant {Merchant}, try {Tries}; they find it within seconds by themselves")]
    private partial void LogUnannounced(Exception e, int merchant, int tries);

    [LoggerMessage(EventId = 213, Level = LogLevel.Information, Message = "merchant {Merchant} is at version {Version} here and at {Known} elsewhere; it is read anew")]
    private partial void LogOvertaken(long merchant, long version, long known);

    [LoggerMessage(EventId = 203, Level = LogLevel.Debug, Message = "a fault in the stream of bucket changes of merchant {Merchant}")]
    private partial void LogStream(Exception e, long merchant);
}
