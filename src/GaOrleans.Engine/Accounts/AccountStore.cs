using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// Users, their parts in merchants, and invitations. Everything is read anew from the records, so that what was changed elsewhere holds at once.
/// E-mails are taken in any form; one that <see cref="EmailAddress.Normalise"/> refuses belongs to nobody, and cannot be given to anybody
/// (<see cref="ArgumentException"/>: check before). Storage out of reach is an <see cref="IOException"/>.
/// </summary>
/// <param name="records">Where they are kept.</param>
/// <param name="time">The clock for dates of creation and expiry.</param>
public sealed class AccountStore(IRecordStore records, TimeProvider time)
{
    /// <summary>The most members that a merchant may have.</summary>
    public const int MostMembers = MemberRecords.Most;

    /// <summary>How long an invitation holds.</summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    private readonly EmailRecords _emails = new(records);
    private readonly UserRecords _users = new(records, time);
    private readonly MemberRecords _members = new(records);
    private readonly InvitationRecords _invitations = new(records, time);

    /// <summary>The user of an id, or null.</summary>
    public ValueTask<User?> FindAsync(string userId, CancellationToken ct) => _users.FindAsync(userId, ct);

    /// <summary>The user of an e-mail, or null.</summary>
    public ValueTask<User?> FindByEmailAsync(string email, CancellationToken ct) => _users.FindByEmailAsync(email, ct);

    /// <summary>Adds a user. One without an id gets one.</summary>
    /// <returns>The user as kept; null when the e-mail is taken.</returns>
    /// <exception cref="ArgumentException">The e-mail is none, or the id is taken.</exception>
    public ValueTask<User?> AddAsync(User user, CancellationToken ct) => _users.AddAsync(user, ct);

    /// <summary>Changes a user, also the e-mail.</summary>
    /// <param name="user">The user as it is to be, with the version that was read.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The user as kept now; null when it was changed or deleted meanwhile, or the new e-mail is taken.</returns>
    /// <exception cref="ArgumentException">The e-mail is none.</exception>
    public ValueTask<User?> ChangeAsync(User user, CancellationToken ct) => _users.ChangeAsync(user, ct);

    /// <summary>Deletes a user who is no member of any merchant.</summary>
    public async ValueTask<UserDeletion> DeleteAsync(string userId, CancellationToken ct)
    {
        if (await FindAsync(userId, ct) is null) return UserDeletion.Unknown;
        if ((await _members.OfUserAsync(userId, ct)).Count > 0) return UserDeletion.HasMemberships;
        return await _users.DeleteAsync(userId, ct) ? UserDeletion.Done : UserDeletion.Unknown;
    }

    /// <summary>Users by the beginning of their e-mail, in its order.</summary>
    /// <param name="emailPrefix">What the e-mail begins with; empty for all users.</param>
    /// <param name="after">The e-mail of the last user of the page before; null for the first page.</param>
    /// <param name="count">How many at most, 1 to 1,000. Fewer come only when there are no more.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<IReadOnlyList<User>> SearchAsync(string emailPrefix, string? after, int count, CancellationToken ct)
    {
        RecordRules.CheckCount(count);
        var found = new List<User>(count);
        await foreach (EmailClaim claim in _emails.FromAsync(emailPrefix.Trim().ToLowerInvariant(), after, ct))
        {
            // A claim whose user never came to be, or has gone on to another e-mail, is nobody's.
            if (await FindAsync(claim.UserId, ct) is { } user && user.Email == claim.Email) found.Add(user);
            if (found.Count == count) break;
        }

        return found;
    }

    /// <summary>What a user may do with a merchant; null for nothing.</summary>
    public ValueTask<MerchantRole?> RoleOfAsync(string userId, int merchantId, CancellationToken ct) => _members.RoleAsync(userId, merchantId, ct);

    /// <summary>The merchants that a user takes part in, by number.</summary>
    public ValueTask<IReadOnlyList<Membership>> MembershipsOfAsync(string userId, CancellationToken ct) => _members.OfUserAsync(userId, ct);

    /// <summary>The members of a merchant, by id.</summary>
    public ValueTask<IReadOnlyList<Membership>> MembersOfAsync(int merchantId, CancellationToken ct) => _members.OfMerchantAsync(merchantId, ct);

    /// <summary>Makes a user a member, or changes the role. The last owner cannot be lowered.</summary>
    public async ValueTask<MemberChange> PutMemberAsync(Membership membership, CancellationToken ct) =>
        await FindAsync(membership.UserId, ct) is null ? MemberChange.Unknown : await _members.PutAsync(membership, ct);

    /// <summary>Ends a membership. The last owner cannot leave.</summary>
    public ValueTask<MemberChange> RemoveMemberAsync(string userId, int merchantId, CancellationToken ct) => _members.RemoveAsync(userId, merchantId, ct);

    /// <summary>Invites somebody, in place of an earlier invitation of the same e-mail to the same merchant.</summary>
    /// <returns>The invitation, and its token, which is not kept: it goes into the link.</returns>
    /// <exception cref="ArgumentException">The e-mail is none, or the role.</exception>
    public ValueTask<(Invitation Invitation, string Token)> InviteAsync(int merchantId, string email, MerchantRole role, string by, CancellationToken ct) =>
        _invitations.AddAsync(merchantId, email, role, by, ct);

    /// <summary>The invitation of a token, also when it has expired; null when there is none.</summary>
    public ValueTask<Invitation?> FindInvitationAsync(string token, CancellationToken ct) => _invitations.FindAsync(token, ct);

    /// <summary>The invitations of a merchant that hold, newest first.</summary>
    public ValueTask<IReadOnlyList<Invitation>> InvitationsOfAsync(int merchantId, CancellationToken ct) => _invitations.OfMerchantAsync(merchantId, ct);

    /// <summary>Takes an invitation back; false when there is none.</summary>
    public ValueTask<bool> RevokeInvitationAsync(int merchantId, string invitationId, CancellationToken ct) => _invitations.RevokeAsync(merchantId, invitationId, ct);

    /// <summary>Makes a user a member by an invitation, which is used up by it. A role that the user has is never lowered.</summary>
    public async ValueTask<Acceptance> AcceptInvitationAsync(string token, string userId, CancellationToken ct)
    {
        if (await FindAsync(userId, ct) is not { } user) return Acceptance.Unknown;
        (Acceptance outcome, Invitation? invitation) = await _invitations.UseAsync(token, user, ct);
        if (invitation is null) return outcome;
        MerchantRole? has = await RoleOfAsync(userId, invitation.MerchantId, ct);
        if (has is null || has < invitation.Role)
        {
            MemberChange change = await _members.PutAsync(new Membership(userId, invitation.MerchantId, invitation.Role), ct);
            if (change == MemberChange.TooMany) return Acceptance.TooMany;
        }

        await _invitations.RevokeAsync(invitation.MerchantId, invitation.Id, ct);
        return Acceptance.Done;
    }
}
