using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// What a password must be: long, and not the first that somebody would try. No rules about kinds of characters, which make passwords worse
/// (NIST SP 800-63B, section 5.1.1.2).
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>The shortest password, in characters.</summary>
    public const int Shortest = 10;

    /// <summary>The longest password, in characters: hashing takes time for each.</summary>
    public const int Longest = 200;

    /// <summary>The code of errors with these rules.</summary>
    public const string Code = "Password";

    /// <summary>The rules in a sentence, for forms.</summary>
    public const string Hint = "At least 10 characters; a few words are better than one with signs in it.";

    // The usual ones of published lists with ten characters or more; shorter ones fail anyway.
    private static readonly FrozenSet<string> Common = new[]
    {
        "1234567890", "12345678910", "0123456789", "9876543210", "0987654321", "1q2w3e4r5t", "1q2w3e4r5t6y", "qwertyuiop", "qwerty12345", "qwerty123456", "asdfghjkl;",
        "password12", "password123", "password1234", "password12345", "password123!", "password!123", "passwordpassword", "passw0rd123", "p@ssw0rd123", "changeme123",
        "welcome123", "welcome1234", "letmein123", "letmein1234", "iloveyou123", "administrator", "adminadmin", "admin12345", "admin123456", "abcdefghij", "abcdefghijk",
        "abc1234567", "abcd123456", "abc123abc123", "1234512345", "123456789a", "a123456789", "1234567891", "123123123123", "1231231231", "123456123456", "11223344556677",
        "1122334455", "q1w2e3r4t5", "zaq12wsxcde3", "1qaz2wsx3edc", "qazwsxedcrfv", "qwertyuiop123", "asdfasdfasdf", "zxcvbnm123", "sunshine123", "princess123",
        "football123", "baseball123", "basketball", "liverpool1", "manchester", "superman123", "trustno1trustno1", "testtest123", "test123456", "mypassword", "secret1234",
        "googleanalytics", "analytics123", "gaorleans123",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what is wrong with a password, in a sentence; null for nothing.</summary>
    /// <param name="password">The password.</param>
    /// <param name="email">Of the user.</param>
    public static string? Problem(string? password, string email)
    {
        if (password is null || password.Length < Shortest) return $"The password needs at least {Shortest} characters.";
        if (password.Length > Longest) return $"The password may have at most {Longest} characters.";
        string plain = password.Trim();
        string name = email.Split('@')[0];
        if (plain.Equals(email, StringComparison.OrdinalIgnoreCase) || plain.Equals(name, StringComparison.OrdinalIgnoreCase)) return "The password must not be your e-mail address.";
        if (plain.Distinct().Count() < 4) return "The password repeats the same characters.";
        return Common.Contains(plain) ? "This is one of the passwords that are tried first. Choose another." : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Problem(password, user.User.Email) is { } problem ? IdentityResult.Failed(new IdentityError { Code = Code, Description = problem }) : IdentityResult.Success);
}
