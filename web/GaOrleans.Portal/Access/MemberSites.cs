using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Portal.Shell;

namespace GaOrleans.Portal.Access;

/// <summary>The sites of the switcher: those that the caller reaches. One that is to be deleted is there for owners only, who can have it back.</summary>
internal sealed class MemberSites(PortalAccess access, SiteDeletions deletions) : IShellSites
{
    public async ValueTask<IReadOnlyList<string>> DomainsAsync(CancellationToken ct)
    {
        var domains = new List<string>();
        foreach (ReachableSite reachable in await access.SitesAsync(ct))
        {
            // Only sites that take no hits can be on their way out.
            bool isGoing = reachable is { Right: < Right.Own, Site.Blocked: true } && await deletions.FindAsync(reachable.Site.Id, ct) is not null;
            if (!isGoing) domains.Add(reachable.Site.Domain);
        }

        return domains;
    }
}
