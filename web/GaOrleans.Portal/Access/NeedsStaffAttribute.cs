using Microsoft.AspNetCore.Authorization;

namespace GaOrleans.Portal.Access;

/// <summary>Says that a page or an endpoint is for staff who signed in with a second factor.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsStaffAttribute : AuthorizeAttribute;
