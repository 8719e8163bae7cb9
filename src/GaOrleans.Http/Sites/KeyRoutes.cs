using System.Text.Json;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Sites;

/// <summary>Keys of a site: create (the secret is shown once), list, revoke.</summary>
internal static class KeyRoutes
{
    private const string Tag = "Keys";
    private const string Path = "/api/v1/sites/{domain}/keys";

    /// <summary>Maps all its endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Map("POST", Path, new RouteInfo(Tag, "Creates a key that reaches this site only. Its secret is in the answer and is never shown again.", KeyScopes.Manage,
            """{"name":"Shop server","scopes":["ingest"]}""", "200 and the key with its secret"), CreateAsync);
        routes.Map("GET", Path, new RouteInfo(Tag, "Lists the keys that reach the site, without their secrets.", KeyScopes.Manage, Answer: """200 {"keys":[...]}"""), ListAsync);
        routes.Map("DELETE", Path, new RouteInfo(Tag, "Revokes the key named by id, in the query or in the body.", KeyScopes.Manage, """{"id":1}""", """200 {"deleted":true}""", Query: ["id"]), DeleteNamedAsync);
        routes.Map("DELETE", Path + "/{id}", new RouteInfo(Tag, "Revokes a key.", KeyScopes.Manage, Answer: """200 {"deleted":true}"""), call => DeleteAsync(call, call.Route("id")));
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        KeyScopes scopes = KeyRequest.ScopesOf(body.RootElement);
        string? problem = KeyRequest.Problem(body.RootElement, scopes, call.Key, out string name);
        if (problem is not null)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, problem);
            return;
        }

        Site site = call.Site;
        NewKey? key = await call.DoAsync("key.add", site.MerchantId, $"site:{site.Domain}", KeyRequest.Describe(name, scopes), () => call.Configuration.AddKeyAsync(site.MerchantId, site.Id, name, scopes, call.Aborted));
        if (key is null) await call.ErrorAsync(StatusCodes.Status401Unauthorized, ApiCall.NoAccess);
        else await call.JsonAsync(StatusCodes.Status200OK, json => KeyRequest.Write(json, key.Key, call.Site.Domain, key.Secret));
    }

    private static Task ListAsync(ApiCall call) => call.JsonAsync(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (ApiKey key in call.Configuration.KeysOf(call.Site)) KeyRequest.Write(json, key, key.SiteId is null ? null : call.Site.Domain, secret: null);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static async Task DeleteNamedAsync(ApiCall call)
    {
        if (await call.ReadIdAsync() is { } id) await DeleteAsync(call, id);
    }

    // A key that is bound to a site has no say over keys that reach others too.
    private static async Task DeleteAsync(ApiCall call, string id)
    {
        ApiKey? key = long.TryParse(id, out long number) ? call.Configuration.KeysOf(call.Site).FirstOrDefault(key => key.Id == number) : null;
        bool may = key is not null && (call.Key.SiteId is null || key.SiteId == call.Key.SiteId);
        if (may && await call.DoAsync("key.revoke", key!.MerchantId, $"site:{call.Site.Domain}", $"{key.Prefix}… ({key.Name})", () => call.Configuration.DeleteKeyAsync(number, call.Aborted))) await call.DeletedAsync();
        else await call.NotFoundAsync("Key");
    }
}
