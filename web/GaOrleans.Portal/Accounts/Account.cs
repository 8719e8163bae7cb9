using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Accounts;

/// <summary>A user in the hands of ASP.NET Core Identity, which changes it step by step before it stores it, while <see cref="User"/> never changes.</summary>
/// <param name="user">The user as read, or as it is to be added.</param>
public sealed class Account(User user)
{
    /// <summary>The user as it is by now.</summary>
    public User User { get; set; } = user;
}
