using System.Security.Cryptography;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Accounts;

/// <summary>
/// Makes the first logins of a service, so that somebody can sign in: an owner of the demo merchant, and staff. That it was done is noted in the record
/// <c>first-logins</c> of the partition <c>service</c> after the passwords were handed out; until then every start makes them anew.
/// </summary>
/// <param name="records">Where it is noted.</param>
/// <param name="accounts">The users.</param>
/// <param name="hash">Hashes a user's password in the format that signing in expects.</param>
public sealed class LoginBootstrap(IRecordStore records, AccountStore accounts, Func<User, string, string> hash)
{
    /// <summary>The login that owns the demo merchant.</summary>
    public const string OwnerEmail = "demo@demo.example";

    /// <summary>The login that runs the service.</summary>
    public const string StaffEmail = "staff@demo.example";

    /// <summary>How many characters a password has: 116 bits.</summary>
    public const int PasswordLength = 20;

    private const string Partition = "service", Key = "first-logins";
    private const int StampBytes = 20;

    // Without those that look alike.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Makes the logins, or gives those a start left half made new passwords.</summary>
    /// <param name="demoMerchant">The number of the demo merchant; null when there is none, and then nobody owns it.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The logins; none when <see cref="DoneAsync"/> was called in this or an earlier start.</returns>
    public async ValueTask<IReadOnlyList<DemoLogin>> MakeAsync(int? demoMerchant, CancellationToken ct)
    {
        if (await records.FindAsync(Partition, Key, ct) is not null) return [];
        var made = new List<DemoLogin>();
        if (demoMerchant is { } merchant)
        {
            (User owner, DemoLogin login) = await MakeAsync(OwnerEmail, "Demo owner", isStaff: false, ct);
            await accounts.PutMemberAsync(new Membership(owner.Id, merchant, MerchantRole.Owner), ct);
            made.Add(login);
        }

        made.Add((await MakeAsync(StaffEmail, "Demo staff", isStaff: true, ct)).Login);
        return made;
    }

    /// <summary>Notes that the logins were handed out. Doing so again is no fault.</summary>
    public async ValueTask DoneAsync(CancellationToken ct)
    {
        if (await records.FindAsync(Partition, Key, ct) is null) await records.PutAsync(Partition, Key, "{}", 0, ct);
    }

    private async ValueTask<(User User, DemoLogin Login)> MakeAsync(string email, string name, bool isStaff, CancellationToken ct)
    {
        string password = RandomNumberGenerator.GetString(Alphabet, PasswordLength);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            User? there = await accounts.FindByEmailAsync(email, ct);
            User wanted = (there ?? new User { Email = email, Name = name }) with { IsStaff = isStaff, EmailConfirmed = true, SecurityStamp = RandomNumberGenerator.GetHexString(2 * StampBytes) };
            wanted = wanted with { PasswordHash = hash(wanted, password) };
            User? stored = there is null ? await accounts.AddAsync(wanted, ct) : await accounts.ChangeAsync(wanted, ct);
            if (stored is not null) return (stored, new DemoLogin(email, password, isStaff));
        }
    }
}
