using System.Net;
using System.Net.Http.Json;
using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Sending;

/// <summary>Creates the demo's sites and their goals where they are missing and the key may.</summary>
internal sealed class SiteSetup(ServiceClient service, string key, TextWriter output)
{
    /// <summary>The sites that can take traffic.</summary>
    /// <exception cref="DemoFailureException">None can.</exception>
    public async Task<IReadOnlyList<DemoSite>> Prepare(CancellationToken cancellation)
    {
        List<DemoSite> ready = [];
        foreach (var site in DemoSites.All)
        {
            if (await Exists(site, cancellation) || await Create(site, cancellation)) ready.Add(site);
        }
        if (ready.Count == 0) throw new DemoFailureException("cannot use any site: the key may neither see nor create one; give a key with the scope to manage");
        foreach (var site in ready) await AddGoals(site, cancellation);
        return ready;
    }

    private async Task<bool> Exists(DemoSite site, CancellationToken cancellation)
    {
        using var response = await service.Send(() => service.Request(HttpMethod.Get, "/api/v1/sites/" + site.Domain, key), cancellation);
        return response.IsSuccessStatusCode;
    }

    private async Task<bool> Create(DemoSite site, CancellationToken cancellation)
    {
        var body = new { domain = site.Domain, timezone = site.Zone, currency = site.Currency };
        using var response = await service.Send(() => service.Request(HttpMethod.Post, "/api/v1/sites", key, JsonContent.Create(body)), cancellation);
        if (response.IsSuccessStatusCode)
            await output.WriteLineAsync($"created {site.Domain} ({site.Zone}, {site.Currency})");
        else
            await output.WriteLineAsync($"left out {site.Domain}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
        return response.IsSuccessStatusCode;
    }

    private async Task AddGoals(DemoSite site, CancellationToken cancellation)
    {
        foreach (var goal in Goals(site))
        {
            using var response = await service.Send(() => service.Request(HttpMethod.Put, "/api/v1/sites/goals", key, JsonContent.Create(goal)), cancellation);
            if (response.IsSuccessStatusCode) continue;
            await output.WriteLineAsync($"no goals for {site.Domain}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return;
        }
    }

    private static IEnumerable<object> Goals(DemoSite site) =>
    [
        new { site_id = site.Domain, goal_type = "event", event_name = "Signup" },
        new { site_id = site.Domain, goal_type = "event", event_name = "Add to Cart" },
        new { site_id = site.Domain, goal_type = "event", event_name = "Purchase", currency = site.Currency },
        new { site_id = site.Domain, goal_type = "page", page_path = "/cart" },
        new { site_id = site.Domain, goal_type = "page", page_path = "/checkout**" },
    ];
}
