using System.Security.Cryptography;

namespace GaOrleans.Portal.Accounts;

/// <summary>The codes that sign in when the authenticator is lost, each once.</summary>
internal static class RecoveryCodes
{
    /// <summary>How many a user gets.</summary>
    public const int Count = 10;

    // Without what is mistaken for something else when read from paper: 32 letters and digits, so 5 bits each.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 16, Group = 4;

    /// <summary>Makes a code: 80 random bits in four groups.</summary>
    public static string Make() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(group => new string(group)));

    /// <summary>A code as it is compared.</summary>
    public static string Plain(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}
