using System.Security.Cryptography;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>Users: the record <c>account</c> of the partition <c>users/{id}</c>. An e-mail is claimed before its user has it.</summary>
internal sealed class UserRecords(IRecordStore records, TimeProvider time)
{
    private const string Key = "account";
    private const int IdBytes = 16, LongestId = 64;

    // How long a user on the way to another e-mail keeps it from others. New users need no such time: theirs is decided by the confirmation.
    private const long MovingMs = 60_000;

    private readonly EmailRecords _emails = new(records);

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<User?> FindAsync(string userId, CancellationToken ct)
    {
        if (!IsId(userId)) return null;
        string partition = PartitionOf(userId);
        return await records.FindAsync(partition, Key, ct) is { } record ? RecordJson.Read<User>(partition, record) with { Version = record.Version } : null;
    }

    public async ValueTask<User?> FindByEmailAsync(string email, CancellationToken ct)
    {
        if (EmailAddress.Normalise(email) is not { } normal || await _emails.FindAsync(normal, ct) is not { } claim) return null;
        return await FindAsync(claim.UserId, ct) is { } user && user.Email == normal ? user : null;
    }

    public async ValueTask<User?> AddAsync(User user, CancellationToken ct)
    {
        if (user.Id.Length > 0 && !IsId(user.Id)) throw new ArgumentException($"an id has at most {LongestId} letters, digits and dashes", nameof(user));
        string id = user.Id.Length > 0 ? user.Id : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        User wanted = user with { Id = id, Email = NormalOf(user), CreatedMs = NowMs, Version = 0 };
        if (await FindAsync(id, ct) is not null) throw new ArgumentException($"there is a user with the id {id} already", nameof(user));
        if (await ClaimAsync(wanted, ct) is not { } claim || await StoreAsync(wanted, ct) is not { } added) return null;
        if (await _emails.PutAsync(claim with { Confirmed = true }, ct) is not null) return added;
        await records.DeleteAsync(PartitionOf(id), Key, added.Version, ct);
        return null;
    }

    public async ValueTask<User?> ChangeAsync(User user, CancellationToken ct)
    {
        User wanted = user with { Email = NormalOf(user) };
        if (await FindAsync(user.Id, ct) is not { } before || before.Version != user.Version) return null;
        return before.Email == wanted.Email ? await StoreAsync(wanted, ct) : await MoveAsync(before, wanted, ct);
    }

    /// <summary>Deletes a user, and then gives the e-mail free.</summary>
    public async ValueTask<bool> DeleteAsync(string userId, CancellationToken ct)
    {
        while (await FindAsync(userId, ct) is { } user)
        {
            if (!await records.DeleteAsync(PartitionOf(userId), Key, user.Version, ct)) continue;
            await LeaveAsync(user, ct);
            return true;
        }

        return false;
    }

    // To another e-mail: claimed, moved, confirmed, and only then is the old one left.
    private async ValueTask<User?> MoveAsync(User before, User wanted, CancellationToken ct)
    {
        if (await ClaimAsync(wanted, ct) is not { } claim) return null;
        if (await StoreAsync(wanted, ct) is not { } moved)
        {
            await _emails.DeleteAsync(claim, ct);
            return null;
        }

        if (await _emails.PutAsync(claim with { Confirmed = true }, ct) is null)
        {
            await StoreAsync(moved with { Email = before.Email }, ct);
            return null;
        }

        await LeaveAsync(before, ct);
        return moved;
    }

    private async ValueTask LeaveAsync(User user, CancellationToken ct)
    {
        if (await _emails.FindAsync(user.Email, ct) is { } claim && claim.UserId == user.Id) await _emails.DeleteAsync(claim, ct);
    }

    private async ValueTask<EmailClaim?> ClaimAsync(User user, CancellationToken ct)
    {
        EmailClaim? there = await _emails.FindAsync(user.Email, ct);
        if (there is not null && there.UserId != user.Id && await IsHeldAsync(there, ct)) return null;
        return await _emails.PutAsync(new EmailClaim { UserId = user.Id, Email = user.Email, MadeMs = NowMs, Version = there?.Version ?? 0 }, ct);
    }

    // Ids are never given again, so a claim of a user who is not there is that of one who never came to be or is deleted.
    private async ValueTask<bool> IsHeldAsync(EmailClaim claim, CancellationToken ct)
    {
        if (await FindAsync(claim.UserId, ct) is not { } holder) return false;
        return holder.Email == claim.Email || (!claim.Confirmed && NowMs - claim.MadeMs < MovingMs);
    }

    private async ValueTask<User?> StoreAsync(User user, CancellationToken ct) =>
        await records.PutAsync(PartitionOf(user.Id), Key, RecordJson.Write(user), user.Version, ct) is { } version ? user with { Version = version } : null;

    private static string NormalOf(User user) => EmailAddress.Normalise(user.Email) ?? throw new ArgumentException("the e-mail of a user must be one", nameof(user));

    private static string PartitionOf(string userId) => $"users/{userId}";

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
