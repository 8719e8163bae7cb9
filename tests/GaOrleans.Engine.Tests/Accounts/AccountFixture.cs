using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Tests.Reports;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Engine.Tests.Accounts;

/// <summary>Accounts on records in memory and a clock that stands still.</summary>
public abstract class AccountFixture
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected AccountFixture() => Accounts = new AccountStore(Records, Clock);

    private protected InMemoryRecordStore Records { get; } = new();

    private protected ManualClock Clock { get; } = new("2026-11-21T12:00:00Z");

    private protected AccountStore Accounts { get; }

    private protected async Task<User> UserAsync(string email) => (await Accounts.AddAsync(new User { Email = email }, None))!;

    private protected ValueTask<MemberChange> PutAsync(User user, int merchant, MerchantRole role) => Accounts.PutMemberAsync(new Membership(user.Id, merchant, role), None);

    /// <summary>Runs something of which the change of a number fails as if the process ended there.</summary>
    /// <returns>Whether it came that far.</returns>
    private protected async Task<bool> CutOffAsync(int change, Func<Task> work)
    {
        int at = 0;
        Records.Changing = (_, _) =>
        {
            if (at++ == change) throw new IOException("cut off");
        };
        try
        {
            await work();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        finally
        {
            Records.Changing = null;
        }
    }
}
