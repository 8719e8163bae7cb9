using System.Security.Cryptography;
using GaOrleans.Engine.Accounts;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>A user who does not exist, with the hash of a password that nobody knows: so that checking takes as long for unknown users as for known ones.</summary>
internal sealed class PasswordDecoy
{
    private const int PasswordBytes = 32;

    /// <summary>Makes one.</summary>
    public PasswordDecoy(IPasswordHasher<Account> hasher)
    {
        Account = new Account(new User { Email = "nobody@invalid" });
        Hash = hasher.HashPassword(Account, Convert.ToHexString(RandomNumberGenerator.GetBytes(PasswordBytes)));
    }

    /// <summary>The user.</summary>
    public Account Account { get; }

    /// <summary>The hash.</summary>
    public string Hash { get; }
}
