using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Hosting;

/// <summary>What a first start has made, and what has to be shown and left before <see cref="FirstStart.DoneAsync"/>.</summary>
/// <param name="Demo">The demo merchant with its key; null when it was there already.</param>
/// <param name="Logins">The first logins; none when they were there already.</param>
public sealed record FirstStarted(Bootstrapped? Demo, IReadOnlyList<DemoLogin> Logins)
{
    /// <summary>Whether there is nothing to be shown.</summary>
    public bool IsNothing => Demo is null && Logins.Count == 0;
}
