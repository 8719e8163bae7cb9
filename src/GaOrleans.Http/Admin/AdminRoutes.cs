using System.Globalization;
using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Quotas;
using GaOrleans.Http.Api;
using GaOrleans.Http.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

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
        routes.Map("PUT", Merchants + "/{merchant}", new RouteInfo(Tag, "Renames a merchant, suspends it or lifts the suspension, and sets its quotas: hits a month and sites, null for the default of the service.", KeyScopes.Staff,
            """{"suspended":false,"monthly_hits":1000000,"most_sites":10}""", "200 and the merchant"), ChangeAsync);
        routes.Map("POST", Merchants + "/{merchant}/keys", new RouteInfo(Tag, "Creates a key for all sites of a merchant. It is shown once.", KeyScopes.Staff,
            """{"name":"Second key","scopes":["read"]}""", "200 and the key with its secret"), CreateKeyAsync);
        routes.Map("DELETE", "/api/admin/keys/{id}", new RouteInfo(Tag, "Revokes any key.", KeyScopes.Staff, Answer: """200 {"deleted":true}"""), DeleteKeyAsync);
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null || await NameAsync(call, body.RootElement, required: true) is not { } name) return;
        Merchant? merchant = await call.DoAsync("merchant.create", merchantId: null, "merchant:new", name, async () => (Merchant?)await call.Configuration.AddMerchantAsync(name, call.Aborted));
        NewKey? key = await call.DoAsync("key.add", merchant!.Id, SubjectOf(merchant), KeyRequest.Describe("First key", Everything),
            () => call.Configuration.AddKeyAsync(merchant.Id, siteId: null, "First key", Everything, call.Aborted));
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
        foreach (Merchant merchant in call.Configuration.Merchants()) Write(json, call, merchant, hits: null);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static async Task ShowAsync(ApiCall call)
    {
        if (await MerchantAsync(call) is { } merchant) await AnswerAsync(call, merchant);
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

        if (await QuotasAsync(call, body.RootElement) is not { } quotas) return;
        Merchant changed = merchant with { Name = name.Length > 0 ? name : merchant.Name, Suspended = suspended };
        if (changed.Name != merchant.Name) await ChangeAsync(call, "merchant.rename", changed, $"{merchant.Name} to {changed.Name}");
        if (changed.Suspended != merchant.Suspended) await ChangeAsync(call, suspended ? "merchant.suspend" : "merchant.resume", changed, detail: null);
        if (quotas.Length > 0 && !await SetAsync(call, changed, quotas)) await call.ErrorAsync(StatusCodes.Status409Conflict, "The quotas were changed by somebody else meanwhile.");
        else await AnswerAsync(call, changed);
    }

    private static ValueTask<bool> ChangeAsync(ApiCall call, string action, Merchant changed, string? detail) =>
        call.DoAsync(action, changed.Id, SubjectOf(changed), detail, () => call.Configuration.ChangeMerchantAsync(changed, call.Aborted));

    private static async ValueTask<bool> SetAsync(ApiCall call, Merchant merchant, Func<MerchantPlan, MerchantPlan>[] quotas)
    {
        var plans = call.Http.RequestServices.GetRequiredService<MerchantPlans>();
        MerchantPlan before = await plans.OfAsync(merchant.Id, call.Aborted), wanted = quotas.Aggregate(before, (plan, set) => set(plan));
        return wanted == before || await call.DoAsync("merchant.plan", merchant.Id, SubjectOf(merchant), PlanChange.Describe(before, wanted),
            async () => await plans.PutAsync(merchant.Id, wanted, call.Aborted) is not null);
    }

    // How the body changes the merchant's plan; null when the call has been answered with what is wrong.
    private static async ValueTask<Func<MerchantPlan, MerchantPlan>[]?> QuotasAsync(ApiCall call, JsonElement body)
    {
        var changes = new List<Func<MerchantPlan, MerchantPlan>>();
        if (body.TryGetProperty("monthly_hits", out JsonElement hits))
        {
            if (!TryQuota(hits, long.MaxValue, out long? quota)) return await NoQuotaAsync(call, "monthly_hits");
            changes.Add(plan => plan with { MonthlyHits = quota });
        }

        if (body.TryGetProperty("most_sites", out JsonElement sites))
        {
            if (!TryQuota(sites, int.MaxValue, out long? quota)) return await NoQuotaAsync(call, "most_sites");
            changes.Add(plan => plan with { Sites = (int?)quota });
        }

        return [.. changes];
    }

    private static bool TryQuota(JsonElement value, long most, out long? quota)
    {
        quota = value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 && number <= most ? number : null;
        return quota is not null || value.ValueKind == JsonValueKind.Null;
    }

    private static async ValueTask<Func<MerchantPlan, MerchantPlan>[]?> NoQuotaAsync(ApiCall call, string name)
    {
        await call.ErrorAsync(StatusCodes.Status400BadRequest, $"{name}: must be a whole number that is not negative, or null for the default of the service.");
        return null;
    }

    private static async Task CreateKeyAsync(ApiCall call)
    {
        if (await MerchantAsync(call) is not { } merchant) return;
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        KeyScopes scopes = KeyRequest.ScopesOf(body.RootElement);
        string? problem = KeyRequest.Problem(body.RootElement, scopes, call.Key, out string name);
        NewKey? key = problem is not null ? null : await call.DoAsync("key.add", merchant.Id, SubjectOf(merchant), KeyRequest.Describe(name, scopes),
            () => call.Configuration.AddKeyAsync(merchant.Id, siteId: null, name, scopes, call.Aborted));
        if (key is null) await call.ErrorAsync(StatusCodes.Status400BadRequest, problem ?? "The merchant is gone.");
        else await call.JsonAsync(StatusCodes.Status200OK, json => KeyRequest.Write(json, key.Key, domain: null, key.Secret));
    }

    private static async Task DeleteKeyAsync(ApiCall call)
    {
        // The merchant whose key it is sees it in his log.
        ApiKey? key = long.TryParse(call.Route("id"), out long id) && id > 0 ? call.Configuration.SearchKeys(id.ToString(CultureInfo.InvariantCulture), id - 1, 1).FirstOrDefault(key => key.Id == id) : null;
        if (key is not null && await call.DoAsync("key.revoke", key.MerchantId == 0 ? null : key.MerchantId, string.Create(CultureInfo.InvariantCulture, $"key:{id}"), $"{key.Prefix}… ({key.Name})",
            () => call.Configuration.DeleteKeyAsync(id, call.Aborted))) await call.DeletedAsync();
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
        if (isText && !string.IsNullOrWhiteSpace(name) && name.Length <= MostCharacters && PlainName.IsPlain(name)) return name.Trim();
        await call.ErrorAsync(StatusCodes.Status400BadRequest, $"name: is required and should be at most {MostCharacters} character(s), all of which can be shown.");
        return null;
    }

    private static string SubjectOf(Merchant merchant) => string.Create(CultureInfo.InvariantCulture, $"merchant:{merchant.Id}");

    private static async Task AnswerAsync(ApiCall call, Merchant merchant)
    {
        MonthlyHits hits = await call.Http.RequestServices.GetRequiredService<HitQuotas>().ReadAsync(merchant.Id, call.Aborted);
        await call.JsonAsync(StatusCodes.Status200OK, json => Write(json, call, merchant, hits));
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, Merchant merchant, MonthlyHits? hits)
    {
        json.WriteStartObject();
        json.WriteNumber("id", merchant.Id);
        json.WriteString("name", merchant.Name);
        json.WriteNumber("created", merchant.CreatedMs);
        json.WriteBoolean("suspended", merchant.Suspended);
        if (hits is not null) WriteHits(json, hits);
        json.WriteStartArray("sites");
        foreach (Site site in call.Configuration.SitesOf(merchant.Id)) json.WriteStringValue(site.Domain);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHits(Utf8JsonWriter json, MonthlyHits hits)
    {
        json.WriteNumber("hits_this_month", hits.Used);
        if (hits.Quota is { } quota) json.WriteNumber("monthly_hits", quota);
        else json.WriteNull("monthly_hits");
    }
}
