using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal.Admin;

/// <summary>What staff does with merchants.</summary>
internal sealed class MerchantDesk(IConfigurationStore configuration, AccountStore accounts, MerchantPlans plans, AccountLinks links, AuditLog audit) : Desk(audit)
{
    /// <summary>Stops a merchant: its hits are dropped and its keys refused, until it is resumed.</summary>
    public async ValueTask<string?> SuspendAsync(Caller caller, int merchantId, string? reason, CancellationToken ct)
    {
        if (ProblemOf(reason) is { } problem) return problem;
        if (configuration.FindMerchant(merchantId) is not { Suspended: false } merchant) return Outdated;
        return await DoAsync(caller, "merchant.suspend", MerchantSubject.Of(merchantId), reason, async () =>
            await configuration.ChangeMerchantAsync(merchant with { Suspended = true }, ct) && await KeepReasonAsync(merchantId, reason!, ct), ct, merchantId);
    }

    /// <summary>Ends a suspension.</summary>
    public async ValueTask<string?> ResumeAsync(Caller caller, int merchantId, string? reason, CancellationToken ct)
    {
        if (ProblemOf(reason) is { } problem) return problem;
        if (configuration.FindMerchant(merchantId) is not { Suspended: true } merchant) return Outdated;
        return await DoAsync(caller, "merchant.resume", MerchantSubject.Of(merchantId), reason, async () =>
            await configuration.ChangeMerchantAsync(merchant with { Suspended = false }, ct) && await KeepReasonAsync(merchantId, "", ct), ct, merchantId);
    }

    /// <summary>Changes the name.</summary>
    public async ValueTask<string?> RenameAsync(Caller caller, int merchantId, string? name, CancellationToken ct)
    {
        string called = (name ?? "").Trim();
        if (NameProblemOf(called) is { } problem) return problem;
        if (configuration.FindMerchant(merchantId) is not { } merchant) return Outdated;
        return await DoAsync(caller, "merchant.rename", MerchantSubject.Of(merchantId), $"{merchant.Name} to {called}", () => configuration.ChangeMerchantAsync(merchant with { Name = called }, ct), ct, merchantId);
    }

    /// <summary>Changes plan, quota and note.</summary>
    public async ValueTask<string?> PlanAsync(Caller caller, int merchantId, MerchantPlan plan, CancellationToken ct)
    {
        MerchantPlan wanted = plan with { Name = plan.Name.Trim(), Note = plan.Note.Trim() };
        if (MerchantPlans.ProblemOf(wanted) is { } problem) return problem;
        if (configuration.FindMerchant(merchantId) is null) return Outdated;
        MerchantPlan before = await plans.OfAsync(merchantId, ct);
        return await DoAsync(caller, "merchant.plan", MerchantSubject.Of(merchantId), PlanChange.Describe(before, wanted), async () => await plans.PutAsync(merchantId, wanted, ct) is not null, ct, merchantId);
    }

    /// <summary>Adds a merchant and invites its first owner.</summary>
    /// <returns>The problem; or the merchant, and the link where no mail leaves the machine.</returns>
    public async ValueTask<(string? Problem, Merchant? Merchant, string? Link)> CreateAsync(Caller caller, string? name, string? ownerEmail, CancellationToken ct)
    {
        string called = (name ?? "").Trim();
        if (NameProblemOf(called) is { } wrong) return (wrong, null, null);
        if (EmailAddress.Normalise(ownerEmail) is not { } owner) return ("The owner's e-mail is no e-mail address.", null, null);
        Merchant? merchant = null;
        string? link = null;
        string? problem = await DoAsync(caller, "merchant.create", "merchant:new", $"{called}, owner {owner}", async () =>
        {
            merchant = await configuration.AddMerchantAsync(called, ct);
            (Invitation invitation, string token) = await accounts.InviteAsync(merchant.Id, owner, MerchantRole.Owner, caller.User.Id, ct);
            link = links.SendInvitation(invitation, token, merchant.Name, "Support");
            return true;
        }, ct);
        return (problem, merchant, links.Delivers ? null : link);
    }

    /// <summary>Shows who takes part in a merchant.</summary>
    public async ValueTask<(string? Problem, IReadOnlyList<Member> Members, IReadOnlyList<Invitation> Invitations)> MembersAsync(Caller caller, int merchantId, CancellationToken ct)
    {
        if (await RevealAsync(caller, "merchant.members", MerchantSubject.Of(merchantId), null, ct, merchantId) is { } problem) return (problem, [], []);
        var members = new List<Member>();
        foreach (Membership membership in await accounts.MembersOfAsync(merchantId, ct))
        {
            if (await accounts.FindAsync(membership.UserId, ct) is { } user) members.Add(new Member(user, membership.Role));
        }

        return (null, members, await accounts.InvitationsOfAsync(merchantId, ct));
    }

    private async ValueTask<bool> KeepReasonAsync(int merchantId, string reason, CancellationToken ct)
    {
        while (true)
        {
            MerchantPlan plan = await plans.OfAsync(merchantId, ct);
            if (plan.SuspendedBecause == reason || await plans.PutAsync(merchantId, plan with { SuspendedBecause = reason }, ct) is not null) return true;
        }
    }

    private static string? NameProblemOf(string name) =>
        name.Length is 0 or > Registration.LongestMerchant || !PlainName.IsPlain(name) ? $"A merchant has a name of at most {Registration.LongestMerchant} characters." : null;
}
