using System.Globalization;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Notices.History;

/// <summary>
/// Who does not want a notice any more, whatever its document says: partition <c>notices/unsubscribed/{site}</c>, a record for each subscription. Only the recipient
/// takes it back.
/// </summary>
/// <param name="records">Where it is kept.</param>
/// <param name="time">The clock.</param>
public sealed class Unsubscribes(IRecordStore records, TimeProvider time)
{
    /// <summary>Whether a recipient has unsubscribed.</summary>
    public async ValueTask<bool> ContainsAsync(Subscription subscription, CancellationToken ct) => await records.FindAsync(SitePartitions.Unsubscribed(subscription.SiteId), KeyOf(subscription), ct) is not null;

    /// <summary>Unsubscribes; doing so twice is the same as once.</summary>
    public async ValueTask AddAsync(Subscription subscription, CancellationToken ct)
    {
        string json = RecordJson.Write(new Stopped(subscription, time.GetUtcNow().ToUnixTimeMilliseconds()));
        await records.PutAsync(SitePartitions.Unsubscribed(subscription.SiteId), KeyOf(subscription), json, 0, ct);
    }

    /// <summary>Takes it back.</summary>
    public async ValueTask RemoveAsync(Subscription subscription, CancellationToken ct)
    {
        string partition = SitePartitions.Unsubscribed(subscription.SiteId), key = KeyOf(subscription);
        while (await records.FindAsync(partition, key, ct) is { } record && !await records.DeleteAsync(partition, key, record.Version, ct)) ct.ThrowIfCancellationRequested();
    }

    /// <summary>All of a site.</summary>
    public async ValueTask<IReadOnlyList<Subscription>> OfAsync(int siteId, CancellationToken ct)
    {
        string partition = SitePartitions.Unsubscribed(siteId);
        var all = new List<Subscription>();
        await foreach (StoredRecord record in records.AllAsync(partition, after: null, ct)) all.Add(RecordJson.Read<Stopped>(partition, record).Subscription);
        return all;
    }

    private static string KeyOf(Subscription subscription) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)subscription.Kind}/{subscription.DocumentId}/{subscription.Address.ToLowerInvariant()}");

    private sealed record Stopped(Subscription Subscription, long TimeMs);
}
