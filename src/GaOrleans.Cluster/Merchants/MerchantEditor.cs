using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Makes changes of merchants: decides them on what the replica knows, has the merchant's grain make them if that is still so, and decides anew if it is
/// not. In this silo the changes of one merchant are made one after the other; between silos the first one wins.
/// </summary>
internal sealed partial class MerchantEditor(IGrainFactory grains, ConfigurationReplica replica, ILogger<MerchantEditor> logger)
{
    private const int MostTries = 20, TurnCount = 64;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, TurnCount).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>The catalog.</summary>
    public ICatalogGrain Catalog => grains.GetGrain<ICatalogGrain>(0);

    /// <summary>A number that nothing else has, or ever had.</summary>
    public ValueTask<long> NumberAsync() => Explained(Catalog.NumberAsync(merchant: false));

    /// <summary>Makes a change that is decided at once.</summary>
    public ValueTask<T> EditAsync<T>(int merchantId, CancellationToken ct, Func<MerchantDocument, Edit<T>> decide) => EditAsync(merchantId, ct, now => new ValueTask<Edit<T>>(decide(now)));

    /// <summary>Makes a change; what was begun is finished even if the caller gives up.</summary>
    /// <exception cref="IOException">It could not be made, or it is not known whether it was.</exception>
    public async ValueTask<T> EditAsync<T>(int merchantId, CancellationToken ct, Func<MerchantDocument, ValueTask<Edit<T>>> decide)
    {
        SemaphoreSlim turn = _turns[merchantId % TurnCount];
        await turn.WaitAsync(ct);
        try
        {
            return await Explained(TryAsync(merchantId, decide));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Turns faults of the cluster and of its storage into an <see cref="IOException"/> that says what to do.</summary>
    public async ValueTask<T> Explained<T>(ValueTask<T> call)
    {
        try
        {
            return await call;
        }
        catch (Exception e) when (e is not (ArgumentException or OperationCanceledException))
        {
            LogFault(e);
            throw new IOException($"cannot change the configuration: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}; try again, and look whether the change was made before", e);
        }
    }

    private async ValueTask<T> TryAsync<T>(int merchantId, Func<MerchantDocument, ValueTask<Edit<T>>> decide)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            (long version, MerchantDocument now) = replica.Read(merchantId);
            if (await DecideAsync(decide, now) is not { } edit) continue;
            if (edit.Next is not { } next) return edit.Result;
            PutAnswer answer = await PutAsync(merchantId, version, MerchantDocumentCodec.Write(next));
            replica.Apply(merchantId, answer.Version, answer.Stored ? next : MerchantDocumentCodec.Read(merchantId, answer.Current));
            if (answer.Stored) return edit.Result;
        }

        throw new IOException($"others change merchant {merchantId} all the time");
    }

    private static async ValueTask<Edit<T>?> DecideAsync<T>(Func<MerchantDocument, ValueTask<Edit<T>>> decide, MerchantDocument now)
    {
        try
        {
            return await decide(now);
        }
        catch (InconsistentStateException)
        {
            // An activation that was asked, such as that of a domain, was overtaken by another, and is gone.
            return null;
        }
    }

    private async ValueTask<PutAnswer> PutAsync(int merchantId, long version, byte[] next)
    {
        IMerchantGrain grain = grains.GetGrain<IMerchantGrain>(merchantId);
        try
        {
            return await grain.PutAsync(version, next);
        }
        catch (InconsistentStateException)
        {
            // Another activation has written in between; or a storage that was asked twice has refused what it had taken the first time.
            MerchantReading stored = await grain.ReadAsync(version);
            bool isOurs = stored.Version == version + 1 && stored.Document.AsSpan().SequenceEqual(next);
            return new PutAnswer(isOurs, stored.Version, stored.Document);
        }
    }

    [LoggerMessage(EventId = 206, Level = LogLevel.Warning, Message = "cannot change the configuration")]
    private partial void LogFault(Exception e);
}
