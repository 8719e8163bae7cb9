using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>How people become users: by an invitation, or by signing up where the service is open. Problems are sentences for people.</summary>
internal sealed class Registration(AccountStore accounts, AccountUsers users, ServiceSettings settings, IConfigurationStore configuration, AuditLog audit)
{
    /// <summary>The longest name of a merchant, in characters.</summary>
    public const int LongestMerchant = 100;

    private const string Taken = "There is an account with this e-mail already. Sign in with it.";

    /// <summary>Whether anybody may sign up.</summary>
    public async ValueTask<bool> IsOpenAsync(CancellationToken ct) => !(await settings.GetAsync(ct)).InvitationOnly;

    /// <summary>Adds a user whose e-mail a mailed link has confirmed.</summary>
    public async ValueTask<(User? User, string? Problem)> AddAsync(string email, string? name, string? password, CancellationToken ct)
    {
        string called = (name ?? "").Trim();
        if (called.Length > AccountSettings.LongestName || !PlainName.IsPlain(called)) return (null, $"A name has at most {AccountSettings.LongestName} characters.");
        if (await accounts.FindByEmailAsync(email, ct) is not null) return (null, Taken);
        var account = new Account(new User { Email = email, Name = called, EmailConfirmed = true });
        IdentityResult result = await users.CreateAsync(account, password ?? "");
        return result.Succeeded ? (account.User, null) : (null, result.Errors.FirstOrDefault(error => error.Code == PasswordRules.Code)?.Description ?? Taken);
    }

    /// <summary>Adds the merchant of somebody who signed up.</summary>
    public async ValueTask AddMerchantAsync(User owner, string name, string? address, CancellationToken ct)
    {
        Merchant? merchant = null;
        // It has no number before it is made; joining it is what its owner finds in its log.
        await audit.DoAsync(new AuditEntry(0, owner.Id, owner.Email, "merchant.create", "merchant:new", name, address), async () => (merchant = await configuration.AddMerchantAsync(name, ct)) is not null, ct);
        var joins = new AuditEntry(0, owner.Id, owner.Email, "member.join", MerchantSubject.Of(merchant!.Id), $"as {RoleText.Of(MerchantRole.Owner)}", address) { MerchantId = merchant.Id };
        await audit.DoAsync(joins, async () => await accounts.PutMemberAsync(new Membership(owner.Id, merchant.Id, MerchantRole.Owner), ct) == MemberChange.Done, ct);
    }
}
