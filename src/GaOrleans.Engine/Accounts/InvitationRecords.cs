using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// Invitations: partition <c>invitations/{merchant}</c>, a record under the SHA-256 of each token. A token is the merchant's number, a dash and
/// 32 random bytes; it is not kept.
/// </summary>
internal sealed class InvitationRecords(IRecordStore records, TimeProvider time)
{
    private const int TokenBytes = 32, LongestToken = 64;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<(Invitation Invitation, string Token)> AddAsync(int merchantId, string email, MerchantRole role, string by, CancellationToken ct)
    {
        string normal = EmailAddress.Normalise(email) ?? throw new ArgumentException("only an e-mail can be invited", nameof(email));
        if (!Enum.IsDefined(role)) throw new ArgumentException($"there is no role {role}", nameof(role));
        string token = string.Create(CultureInfo.InvariantCulture, $"{merchantId}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes))}");
        long now = NowMs;
        var invitation = new Invitation(IdOf(token), merchantId, normal, role, by, now, now + (long)AccountStore.InvitationLife.TotalMilliseconds);
        string partition = PartitionOf(merchantId);
        await foreach (StoredRecord record in records.AllAsync(partition, after: null, ct))
        {
            Kept kept = Read(partition, record);
            if (kept.Invitation.Email == normal || kept.Invitation.ExpiresMs <= now) await records.DeleteAsync(partition, record.Key, record.Version, ct);
        }

        if (await records.PutAsync(partition, invitation.Id, RecordJson.Write(new Kept(invitation, UsedBy: null)), 0, ct) is null) throw new IOException("cannot invite: a token came twice; check the system's source of random numbers");
        return (invitation, token);
    }

    public async ValueTask<Invitation?> FindAsync(string token, CancellationToken ct) => (await KeptAsync(token, ct))?.Kept.Invitation;

    public async ValueTask<IReadOnlyList<Invitation>> OfMerchantAsync(int merchantId, CancellationToken ct)
    {
        var found = new List<Invitation>();
        string partition = PartitionOf(merchantId);
        await foreach (StoredRecord record in records.AllAsync(partition, after: null, ct))
        {
            Kept kept = Read(partition, record);
            if (kept.UsedBy is null && kept.Invitation.ExpiresMs > NowMs) found.Add(kept.Invitation);
        }

        return [.. found.OrderByDescending(invitation => invitation.CreatedMs).ThenBy(invitation => invitation.Id, StringComparer.Ordinal)];
    }

    public async ValueTask<bool> RevokeAsync(int merchantId, string invitationId, CancellationToken ct)
    {
        string partition = PartitionOf(merchantId);
        while (invitationId.Length == 2 * SHA256.HashSizeInBytes && invitationId.All(char.IsAsciiHexDigitLower) && await records.FindAsync(partition, invitationId, ct) is { } record)
        {
            if (await records.DeleteAsync(partition, invitationId, record.Version, ct)) return true;
        }

        return false;
    }

    /// <summary>Marks an invitation as used by a user, so that it can neither be revoked nor used by another any more before the user is a member.</summary>
    /// <returns>The invitation when the user may go on; the same user may again after having been cut off.</returns>
    public async ValueTask<(Acceptance Outcome, Invitation? Invitation)> UseAsync(string token, User user, CancellationToken ct)
    {
        if (await KeptAsync(token, ct) is not var (kept, version)) return (Acceptance.Unknown, null);
        Invitation invitation = kept.Invitation;
        if (invitation.ExpiresMs <= NowMs) return (Acceptance.Expired, null);
        if (invitation.Email != user.Email) return (Acceptance.OtherEmail, null);
        if (kept.UsedBy == user.Id) return (Acceptance.Done, invitation);
        if (kept.UsedBy is not null) return (Acceptance.Unknown, null);
        bool used = await records.PutAsync(PartitionOf(invitation.MerchantId), invitation.Id, RecordJson.Write(kept with { UsedBy = user.Id }), version, ct) is not null;
        return used ? (Acceptance.Done, invitation) : (Acceptance.Unknown, null);
    }

    private async ValueTask<(Kept Kept, long Version)?> KeptAsync(string token, CancellationToken ct)
    {
        int dash = token.Length > LongestToken ? -1 : token.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1 || !int.TryParse(token.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int merchant)) return null;
        string partition = PartitionOf(merchant);
        return await records.FindAsync(partition, IdOf(token), ct) is { } record ? (Read(partition, record), record.Version) : null;
    }

    private static Kept Read(string partition, StoredRecord record) => RecordJson.Read<Kept>(partition, record);

    private static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string PartitionOf(int merchantId) => string.Create(CultureInfo.InvariantCulture, $"invitations/{merchantId}");

    private sealed record Kept(Invitation Invitation, string? UsedBy);
}
