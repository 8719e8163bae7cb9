using GaOrleans.Engine.Accounts;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>What a user must be to be stored: the e-mail is one, in its stored form. That nobody else has it the store sees to.</summary>
internal sealed class AccountRules : IUserValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(EmailAddress.Normalise(user.User.Email) == user.User.Email ? IdentityResult.Success : IdentityResult.Failed(manager.ErrorDescriber.InvalidEmail(user.User.Email)));
}
