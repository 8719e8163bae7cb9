using GaOrleans.Portal.Shell;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Portal.Sharing;

/// <summary>Shared pages may be shown in frames by the pages that their link names, and by no others.</summary>
internal sealed class ShareFrames(ShareAccess access) : IFrameRules
{
    public IReadOnlyList<string> OriginsOf(HttpContext http) => access.OriginsOf(http.Request.RouteValues["Domain"] as string, http.Request.Query["auth"]);
}
