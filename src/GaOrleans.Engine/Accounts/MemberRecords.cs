using System.Globalization;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// Who takes part in which merchant. The record <c>members</c> of the partition <c>members/{merchant}</c> holds all members of a merchant, so that
/// whether an owner is left is decided in one step; it is the truth. The partition <c>memberships/{user}</c> has a record for each merchant of
/// a user, which leads to it: made before the truth, deleted after it, and repaired whenever the two are seen to disagree.
/// </summary>
internal sealed class MemberRecords(IRecordStore records)
{
    /// <summary>The most members of a merchant; their record stays far below the longest.</summary>
    public const int Most = 1000;

    private const string Key = "members", Entry = "{}";

    public async ValueTask<MerchantRole?> RoleAsync(string userId, int merchantId, CancellationToken ct) =>
        (await ReadAsync(merchantId, ct)).Roles.TryGetValue(userId, out MerchantRole role) ? role : null;

    public async ValueTask<IReadOnlyList<Membership>> OfMerchantAsync(int merchantId, CancellationToken ct)
    {
        (SortedDictionary<string, MerchantRole> roles, _) = await ReadAsync(merchantId, ct);
        foreach (string user in roles.Keys) await NoteAsync(user, merchantId, ct);
        return [.. roles.Select(member => new Membership(member.Key, merchantId, member.Value))];
    }

    public async ValueTask<IReadOnlyList<Membership>> OfUserAsync(string userId, CancellationToken ct)
    {
        var found = new List<Membership>();
        string partition = IndexOf(userId);
        await foreach (StoredRecord entry in records.AllAsync(partition, after: null, ct))
        {
            int merchant = int.Parse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture);
            if (await RoleAsync(userId, merchant, ct) is { } role) found.Add(new Membership(userId, merchant, role));
            else await records.DeleteAsync(partition, entry.Key, entry.Version, ct);
        }

        return found;
    }

    public async ValueTask<MemberChange> PutAsync(Membership membership, CancellationToken ct)
    {
        if (!Enum.IsDefined(membership.Role)) throw new ArgumentException($"there is no role {membership.Role}", nameof(membership));
        await NoteAsync(membership.UserId, membership.MerchantId, ct);
        MemberChange made = await ChangeAsync(membership.MerchantId, roles =>
        {
            if (roles.Count >= Most && !roles.ContainsKey(membership.UserId)) return MemberChange.TooMany;
            if (membership.Role != MerchantRole.Owner && IsLastOwner(roles, membership.UserId)) return MemberChange.LastOwner;
            roles[membership.UserId] = membership.Role;
            return MemberChange.Done;
        }, ct);
        // Whoever looked in between found an entry without a member, and may have deleted it.
        if (made == MemberChange.Done) await NoteAsync(membership.UserId, membership.MerchantId, ct);
        return made;
    }

    public async ValueTask<MemberChange> RemoveAsync(string userId, int merchantId, CancellationToken ct)
    {
        MemberChange made = await ChangeAsync(merchantId, roles =>
        {
            if (IsLastOwner(roles, userId)) return MemberChange.LastOwner;
            return roles.Remove(userId) ? MemberChange.Done : MemberChange.Unknown;
        }, ct);
        // Reading the user's memberships deletes what is left of this one.
        if (made == MemberChange.Done) await OfUserAsync(userId, ct);
        return made;
    }

    private async ValueTask NoteAsync(string userId, int merchantId, CancellationToken ct)
    {
        string partition = IndexOf(userId), key = merchantId.ToString("D10", CultureInfo.InvariantCulture);
        if (await records.FindAsync(partition, key, ct) is null) await records.PutAsync(partition, key, Entry, 0, ct);
    }

    private async ValueTask<MemberChange> ChangeAsync(int merchantId, Func<SortedDictionary<string, MerchantRole>, MemberChange> change, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            (SortedDictionary<string, MerchantRole> roles, long version) = await ReadAsync(merchantId, ct);
            MemberChange made = change(roles);
            if (made != MemberChange.Done || await records.PutAsync(PartitionOf(merchantId), Key, RecordJson.Write(new Members(roles)), version, ct) is not null) return made;
        }
    }

    private async ValueTask<(SortedDictionary<string, MerchantRole> Roles, long Version)> ReadAsync(int merchantId, CancellationToken ct)
    {
        string partition = PartitionOf(merchantId);
        StoredRecord? record = await records.FindAsync(partition, Key, ct);
        return (new SortedDictionary<string, MerchantRole>(record is null ? new Dictionary<string, MerchantRole>() : RecordJson.Read<Members>(partition, record).Roles, StringComparer.Ordinal), record?.Version ?? 0);
    }

    private static bool IsLastOwner(SortedDictionary<string, MerchantRole> roles, string userId) =>
        roles.TryGetValue(userId, out MerchantRole role) && role == MerchantRole.Owner && roles.Values.Count(other => other == MerchantRole.Owner) == 1;

    private static string PartitionOf(int merchantId) => string.Create(CultureInfo.InvariantCulture, $"members/{merchantId}");

    private static string IndexOf(string userId) => $"memberships/{userId}";

    private sealed record Members(IDictionary<string, MerchantRole> Roles);
}
