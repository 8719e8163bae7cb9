using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Who takes part in a merchant. Changes take the access that was granted for them, and are written into the audit log before they are made. Problems are sentences
/// for people; null means done.
/// </summary>
internal sealed class Members(AccountStore accounts, AuditLog audit, AccountLinks links, SignInRates rates)
{
    private const string Refused = "Only owners change who takes part.";

    /// <summary>The members, by name or e-mail.</summary>
    public async ValueTask<IReadOnlyList<Member>> ListAsync(MerchantAccess access, CancellationToken ct)
    {
        var members = new List<Member>();
        foreach (Membership membership in await accounts.MembersOfAsync(access.Merchant.Id, ct))
        {
            if (await accounts.FindAsync(membership.UserId, ct) is { } user) members.Add(new Member(user, membership.Role));
        }

        return [.. members.OrderByDescending(member => member.Role).ThenBy(member => member.User.Email, StringComparer.Ordinal)];
    }

    /// <summary>The invitations that nobody has followed yet.</summary>
    public ValueTask<IReadOnlyList<Invitation>> InvitationsAsync(MerchantAccess access, CancellationToken ct) => accounts.InvitationsOfAsync(access.Merchant.Id, ct);

    /// <summary>Invites somebody.</summary>
    /// <returns>The problem; or the link, where no mail leaves the machine, for the owner to hand over.</returns>
    public async ValueTask<(string? Problem, string? Link)> InviteAsync(MerchantAccess access, string? email, MerchantRole role, CancellationToken ct)
    {
        if (access.Right < Right.Own) return (Refused, null);
        if (EmailAddress.Normalise(email) is not { } invited) return ("This is no e-mail address.", null);
        if (!Enum.IsDefined(role)) return ("Choose a role.", null);
        if (await accounts.FindByEmailAsync(invited, ct) is { } user && await accounts.RoleOfAsync(user.Id, access.Merchant.Id, ct) is not null) return ("This person is a member already.", null);
        if (await rates.TakeOfAsync($"invite {access.Merchant.Id}", ct) is { } wait) return ($"There were many invitations just now. Go on in {wait} seconds.", null);
        string? link = null;
        await audit.DoAsync(access.Did("member.invite", $"{invited} as {RoleText.Of(role)}"), async () =>
        {
            (Invitation invitation, string token) = await accounts.InviteAsync(access.Merchant.Id, invited, role, access.Caller.User.Id, ct);
            link = links.SendInvitation(invitation, token, access.Merchant.Name, NameOf(access.Caller.User));
            return true;
        }, ct);
        return (null, links.Delivers ? null : link);
    }

    /// <summary>Takes an invitation back.</summary>
    public async ValueTask<string?> RevokeAsync(MerchantAccess access, Invitation invitation, CancellationToken ct)
    {
        if (access.Right < Right.Own) return Refused;
        bool revoked = await audit.DoAsync(access.Did("member.revoke", invitation.Email), () => accounts.RevokeInvitationAsync(access.Merchant.Id, invitation.Id, ct), ct);
        return revoked ? null : "The invitation is gone already.";
    }

    /// <summary>Changes the role of a member.</summary>
    public async ValueTask<string?> ChangeAsync(MerchantAccess access, Member member, MerchantRole role, CancellationToken ct)
    {
        if (access.Right < Right.Own) return Refused;
        if (!Enum.IsDefined(role)) return "Choose a role.";
        // Whoever was removed meanwhile is not brought back.
        if (await accounts.RoleOfAsync(member.User.Id, access.Merchant.Id, ct) is null) return ProblemOf(MemberChange.Unknown);
        var wanted = new Membership(member.User.Id, access.Merchant.Id, role);
        return await DoAsync(access.Did("member.role", $"{member.User.Email}: {RoleText.Of(member.Role)} to {RoleText.Of(role)}"), () => accounts.PutMemberAsync(wanted, ct), ct);
    }

    /// <summary>Ends a membership: owners that of anybody, everybody their own.</summary>
    public async ValueTask<string?> RemoveAsync(MerchantAccess access, Member member, CancellationToken ct)
    {
        bool own = member.User.Id == access.Caller.User.Id && access.Caller.Viewing is null;
        if (access.Right < Right.Own && !own) return Refused;
        return await DoAsync(access.Did(own ? "member.leave" : "member.remove", member.User.Email), () => accounts.RemoveMemberAsync(member.User.Id, access.Merchant.Id, ct), ct);
    }

    private async ValueTask<string?> DoAsync(AuditEntry entry, Func<ValueTask<MemberChange>> change, CancellationToken ct)
    {
        MemberChange made = MemberChange.Unknown;
        bool done = await audit.DoAsync(entry, async () => (made = await change()) == MemberChange.Done, ct);
        return done ? null : ProblemOf(made);
    }

    private static string NameOf(User user) => user.Name.Length > 0 ? $"{user.Name} ({user.Email})" : user.Email;

    private static string ProblemOf(MemberChange change) => change switch
    {
        MemberChange.LastOwner => "The last owner has to stay: make somebody else an owner first.",
        MemberChange.TooMany => "The merchant has as many members as it may.",
        _ => "This person is no member any more.",
    };
}
