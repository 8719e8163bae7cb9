using Microsoft.AspNetCore.Authorization;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Says which right at the site or merchant of its address a page or an endpoint needs. Whoever has not signed in is sent to do so;
/// whoever lacks the right is told that there is nothing.
/// </summary>
/// <param name="right">The least right that opens it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right) : AuthorizeAttribute
{
    /// <summary>The least right that opens it.</summary>
    public Right Right { get; } = right;
}
