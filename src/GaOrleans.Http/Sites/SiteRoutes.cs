using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Http.Sites;

/// <summary>Sites: create, list, show, change, delete. Answers have the shape of Plausible's Sites API.</summary>
internal static class SiteRoutes
{
    private const string Tag = "Sites";
    private const string DefaultTimezone = "Etc/UTC";
    private const string DefaultCurrency = "EUR";

    /// <summary>Maps all its endpoints.</summary>
    public static void Map(ApiRoutes routes, SiteRemoval removal)
    {
        const string Example = """{"domain":"example.com","timezone":"Europe/Berlin","currency":"EUR"}""";
        routes.Map("POST", "/api/v1/sites", new RouteInfo(Tag, "Creates a site. Staff keys name its merchant as merchant_id.", KeyScopes.Manage, Example, "200 and the site; 402 when the merchant has as many as its plan allows"), CreateAsync);
        routes.Map("GET", "/api/v1/sites", new RouteInfo(Tag, "Lists the sites that the key reaches.", KeyScopes.Read, Answer: """200 {"sites":[...]}"""), ListAsync);
        routes.Map("GET", "/api/v1/sites/{domain}", new RouteInfo(Tag, "Shows a site.", KeyScopes.Read, Answer: "200 and the site"), call => AnswerAsync(call, call.Site));
        routes.Map("PUT", "/api/v1/sites/{domain}", new RouteInfo(Tag, "Changes a site. In a new time zone reports show all its hits, earlier ones too.", KeyScopes.Manage, Example, "200 and the site"), ChangeAsync);
        routes.Map("DELETE", "/api/v1/sites/{domain}", new RouteInfo(Tag, "Deletes a site with its hits, goals, documents and keys. Raw hits in the archive stay.", KeyScopes.Manage, Answer: """200 {"deleted":true}"""), call => DeleteAsync(call, removal));
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        if (call.Key.SiteId is not null)
        {
            await call.ErrorAsync(StatusCodes.Status403Forbidden, "The API key is bound to one site and cannot create others.");
            return;
        }

        if (await ReadAsync(call, body.RootElement, new Site(1, 0, "", DefaultTimezone, DefaultCurrency, 0)) is not { } wanted) return;
        int merchant = call.IsStaff ? MerchantOf(body.RootElement) : call.Key.MerchantId;
        if (call.Configuration.FindMerchant(merchant) is null)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, "merchant_id: staff has to name an existing merchant.");
            return;
        }

        // Staff agrees on limits with merchants; it need not keep to them.
        if (!call.IsStaff && await call.Http.RequestServices.GetRequiredService<SiteQuota>().IsFullAsync(merchant, call.Aborted))
        {
            await call.ErrorAsync(StatusCodes.Status402PaymentRequired, "Your account has as many sites as its plan allows. Ask support for more.");
            return;
        }

        Site? site = await call.DoAsync("site.add", merchant, SubjectOf(wanted), null, () => call.Configuration.AddSiteAsync(merchant, wanted.Domain, wanted.Timezone, wanted.Currency, call.Aborted));
        if (site is null) await TakenAsync(call);
        else await AnswerAsync(call, site);
    }

    private static async Task ListAsync(ApiCall call)
    {
        IEnumerable<Site> sites = call.IsStaff
            ? call.Configuration.Merchants().SelectMany(merchant => call.Configuration.SitesOf(merchant.Id))
            : call.Configuration.SitesOf(call.Key.MerchantId);
        await call.JsonAsync(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("sites");
            foreach (Site site in sites.Where(site => Access.Reaches(call.Key, site))) Write(json, site);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task ChangeAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        if (await ReadAsync(call, body.RootElement, call.Site) is not { } wanted) return;
        Site before = call.Site;
        bool changed = wanted == before || await call.DoAsync("site.change", before.MerchantId, SubjectOf(before), SiteChange.Describe(before, wanted), () => call.Configuration.ChangeSiteAsync(wanted, call.Aborted));
        if (!changed) await TakenAsync(call);
        else await AnswerAsync(call, call.Configuration.FindSite(wanted.Id) ?? wanted);
    }

    private static async Task DeleteAsync(ApiCall call, SiteRemoval removal)
    {
        Site site = call.Site;
        await call.DoAsync("site.delete", site.MerchantId, SubjectOf(site), null, async () =>
        {
            // Not given up when the client goes away.
            await removal.RemoveAsync(site.Id, CancellationToken.None);
            return true;
        });
        await call.DeletedAsync();
    }

    // The site with what the body names; null when the call has been answered with what is wrong.
    private static async ValueTask<Site?> ReadAsync(ApiCall call, JsonElement body, Site site)
    {
        if (!ApiCall.TryText(body, "domain", out string? domain)
            || !ApiCall.TryText(body, "timezone", out string? timezone)
            || !ApiCall.TryText(body, "currency", out string? currency))
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, "domain, timezone and currency must be texts.");
            return null;
        }

        Site wanted = site with { Domain = domain ?? site.Domain, Timezone = timezone ?? site.Timezone, Currency = currency ?? site.Currency };
        string? problem = SiteRules.Check(wanted.Domain, wanted.Timezone, wanted.Currency) switch
        {
            SiteProblem.Domain when SiteRules.IsReserved(wanted.Domain) => "domain: is a name that the interface uses itself.",
            SiteProblem.Domain => "domain: must be a host name such as example.com.",
            SiteProblem.Timezone => "timezone: must be a name of the IANA database such as Europe/Berlin.",
            SiteProblem.Currency => "currency: must be a code of ISO 4217 such as EUR.",
            _ => null,
        };
        if (problem is null) return wanted;
        await call.ErrorAsync(StatusCodes.Status400BadRequest, problem);
        return null;
    }

    private static string SubjectOf(Site site) => $"site:{site.Domain}";

    private static int MerchantOf(JsonElement body) =>
        body.TryGetProperty("merchant_id", out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int number) ? number : 0;

    private static Task TakenAsync(ApiCall call) =>
        call.ErrorAsync(StatusCodes.Status400BadRequest, "domain: This domain cannot be registered. Perhaps one of your colleagues registered it?");

    private static Task AnswerAsync(ApiCall call, Site site) => call.JsonAsync(StatusCodes.Status200OK, json => Write(json, site));

    private static void Write(Utf8JsonWriter json, Site site)
    {
        json.WriteStartObject();
        json.WriteString("domain", site.Domain);
        json.WriteString("timezone", site.Timezone);
        json.WriteString("currency", site.Currency);
        json.WriteEndObject();
    }
}
