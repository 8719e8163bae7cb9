using Microsoft.AspNetCore.Authorization;

namespace GaOrleans.Portal.Access;

/// <summary>Says that a page or an endpoint is for everybody who has signed in; what it shows is the user's own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsSignInAttribute : AuthorizeAttribute;
