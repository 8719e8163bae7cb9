using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Accounts;

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="User">Who signed in, or whose second factor has to follow; null when it failed.</param>
/// <param name="NeedsCode">Whether the second factor has to follow.</param>
/// <param name="RetrySeconds">In how many seconds to try again; null when there were not too many attempts.</param>
internal sealed record SignInOutcome(User? User, bool NeedsCode = false, int? RetrySeconds = null)
{
    /// <summary>It failed, for a reason that is not told.</summary>
    public static readonly SignInOutcome Refused = new(null, false);
}
