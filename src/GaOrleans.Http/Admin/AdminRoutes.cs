using System.Text.Json;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using GaOrleans.Http.Sites;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Admin;

/// <summary>What staff may do: merchants and their keys.</summary>
internal static class AdminRoutes
{
    private const string Tag = "Staff";
    private const string Merchants = "/api/admin/merchants";
    private const int MostCharacters = 200;
    private const KeyScopes Everything = KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage;

    /// <summary>Maps all its endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Map("POST", Merchants, new RouteInfo(Tag, "Creates a merchant with a first key for everything of his. The key is shown once.", KeyScopes.Staff,
            """{"name":"Shop Ltd"}""", """200 {"id":1,"key":"..."}"""), CreateAsync);
        routes.Map("GET", Merchants, new RouteInfo(Tag, "Lists the merchants.", KeyScopes.Staff, Answer: """200 {"merchants":[...]}"""), ListAsync);
        routes.Map("GET", Merchants + "/{merchant}", new RouteInfo(Tag, "Shows a merchant with its sites.", KeyScopes.Staff, Answer: "200 and the merchant"), ShowAsync);
        routes.Map("PUT", Merchants + "/{merchant}", new RouteInfo(Tag, "Renames a merchant, suspends it or lifts the suspension.", KeyScopes.Staff,
            """{"suspended":true}""", "200 and the merchant"), ChangeAsync);
        routes.Map("POST", Merchants + "/{merchant}/keys", new RouteInfo(Tag, "Creates a key for all sites of a merchant. It is shown once.", KeyScopes.Staff,
            """{"name":"Second key","scopes":["read"]}""", "200 and the key with its secret"), CreateKeyAsync);
        routes.Map("DELETE", "/api/admin/keys/{id}", new RouteInfo(Tag, "Revokes any key.", KeyScopes.Staff, Answer: """200 {"deleted":true}"""), DeleteKeyAsync);
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null || await NameAsync(call, body.RootElement, required: true) is not { } name) return;
        Merchant merchant = await call.Configuration.AddMerchantAsync(name, call.Aborted);
        NewKey? key = await call.Configuration.AddKeyAsync(merchant.Id, siteId: null, "First key", Everything, call.Aborted);
        await call.JsonAsync(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", merchant.Id);
            json.WriteString("name", merchant.Name);
            json.WriteString("key", key?.Secret);
            json.WriteEndObject();
        });
    }

    private static Task ListAsync(ApiCall call) => call.JsonAsync(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("merchants");
        foreach (Merchant merchant in call.Configuration.Merchants()) Write(json, call, merchant);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static async Task ShowAsync(ApiCall call)
    {
        if (await MerchantAsync(call) is { } merchant) await call.JsonAsync(StatusCodes.Status200OK, json => Write(json, call, merchant));
    }

    private static async Task ChangeAsync(ApiCall call)
    {
        if (await MerchantAsync(call) is not { } merchant) return;
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null || await NameAsync(call, body.RootElement, required: false) is not { } name) return;
        bool suspended = merchant.Suspended;
        if (body.RootElement.TryGetProperty("suspended", out JsonElement flag))
        {
            if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                await call.ErrorAsync(StatusCodes.Status400BadRequest, "suspended: must be true or false.");
                return;
            }

            suspended = flag.GetBoolean();
        }

        Merchant changed = merchant with { Name = name.Length > 0 ? name : merchant.Name, Suspended = suspended };
        await call.Configuration.ChangeMerchantAsync(changed, call.Aborted);
        await call.JsonAsync(StatusCodes.Status200OK, json => Write(json, call, changed));
    }

    private static async Task CreateKeyAsync(ApiCall call)
    {
        if (await MerchantAsync(call) is not { } merchant) return;
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        KeyScopes scopes = KeyRequest.ScopesOf(body.RootElement);
        string? problem = KeyRequest.Problem(body.RootElement, scopes, call.Key, out string name);
        NewKey? key = problem is null ? await call.Configuration.AddKeyAsync(merchant.Id, siteId: null, name, scopes, call.Aborted) : null;
        if (key is null) await call.ErrorAsync(StatusCodes.Status400BadRequest, problem ?? "The merchant is gone.");
        else await call.JsonAsync(StatusCodes.Status200OK, json => KeyRequest.Write(json, key.Key, domain: null, key.Secret));
    }

    private static async Task DeleteKeyAsync(ApiCall call)
    {
        bool deleted = long.TryParse(call.Route("id"), out long id) && await call.Configuration.DeleteKeyAsync(id, call.Aborted);
        if (deleted) await call.DeletedAsync();
        else await call.NotFoundAsync("Key");
    }

    private static async ValueTask<Merchant?> MerchantAsync(ApiCall call)
    {
        Merchant? merchant = int.TryParse(call.Route("merchant"), out int id) ? call.Configuration.FindMerchant(id) : null;
        if (merchant is null) await call.NotFoundAsync("Merchant");
        return merchant;
    }

    // Empty where a name is not required and not given; null when the call has been answered.
    private static async ValueTask<string?> NameAsync(ApiCall call, JsonElement body, bool required)
    {
        bool isText = ApiCall.TryText(body, "name", out string? name);
        if (isText && name is null && !required) return "";
        if (isText && !string.IsNullOrWhiteSpace(name) && name.Length <= MostCharacters) return name.Trim();
        await call.ErrorAsync(StatusCodes.Status400BadRequest, $"name: is required and should be at most {MostCharacters} character(s).");
        return null;
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, Merchant merchant)
    {
        json.WriteStartObject();
        json.WriteNumber("id", merchant.Id);
        json.WriteString("name", merchant.Name);
        json.WriteNumber("created", merchant.CreatedMs);
        json.WriteBoolean("suspended", merchant.Suspended);
        json.WriteStartArray("sites");
        foreach (Site site in call.Configuration.SitesOf(merchant.Id)) json.WriteStringValue(site.Domain);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
