using GaOrleans.Portal.Shell;

namespace GaOrleans.Portal.Access;

/// <summary>The sites of the switcher: those that the caller reaches.</summary>
internal sealed class MemberSites(PortalAccess access) : IShellSites
{
    public async ValueTask<IReadOnlyList<string>> DomainsAsync(CancellationToken ct) => [.. (await access.SitesAsync(ct)).Select(reachable => reachable.Site.Domain)];
}
