using System.Collections.Frozen;
using System.Text.Json;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Sites;

/// <summary>Goals of a site: put, list, delete. Answers have the shape of Plausible's Sites API.</summary>
internal static class GoalRoutes
{
    private const string Tag = "Goals";
    private const string Path = "/api/v1/sites/goals";

    /// <summary>Maps all its endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Map("PUT", Path, new RouteInfo(Tag, "Creates a goal, or finds the one of this event or page and changes what the body names.", KeyScopes.Manage,
            """{"site_id":"example.com","goal_type":"event","event_name":"Purchase","currency":"EUR"}""", "200 and the goal"), PutAsync);
        routes.Map("GET", Path, new RouteInfo(Tag, "Lists the goals of the site named by site_id in the query.", KeyScopes.Read, Answer: """200 {"goals":[...]}""", Query: ["site_id"]), ListAsync);
        routes.Map("DELETE", Path, new RouteInfo(Tag, "Deletes the goal named by goal_id.", KeyScopes.Manage, """{"site_id":"example.com","goal_id":1}""", """200 {"deleted":true}"""),
            call => DeleteAsync(call, null));
        routes.Map("DELETE", Path + "/{goal_id}", new RouteInfo(Tag, "Deletes a goal.", KeyScopes.Manage, """{"site_id":"example.com"}""", """200 {"deleted":true}"""),
            call => DeleteAsync(call, call.Route("goal_id")));
    }

    private static async Task PutAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        if (!ApiCall.TryText(body.RootElement, "site_id", out string? domain))
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, "site_id: must be a text.");
            return;
        }

        if (!await call.TryReachAsync(domain)) return;
        (Goal? goal, string problem) = Read(body.RootElement);
        if (goal is null)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, problem);
            return;
        }

        IReadOnlyList<Goal> goals = call.Configuration.GoalsOf(call.Site.Id);
        goal = KeepUnnamed(body.RootElement, goal, goals.FirstOrDefault(other => IsSame(other, goal)));
        Goal? stored = await call.DoAsync("goal.save", call.Site.MerchantId, $"site:{call.Site.Domain}", goal.DisplayName, () => call.Configuration.PutGoalAsync(call.Site.Id, goal, call.Aborted));
        if (stored is null && call.Configuration.FindSite(call.Site.Id) is not null) await call.ErrorAsync(StatusCodes.Status400BadRequest, "display_name: has already been taken by another goal; queries name goals by it.");
        else if (stored is null) await call.ErrorAsync(StatusCodes.Status401Unauthorized, ApiCall.NoAccess);
        else await call.JsonAsync(StatusCodes.Status200OK, json => Write(json, stored, call.Site.Domain));
    }

    private static bool IsSame(Goal one, Goal other) => one.EventName == other.EventName && one.PagePath == other.PagePath;

    // A goal that exists already is found, not made anew: what the body does not name stays as it was.
    private static Goal KeepUnnamed(JsonElement body, Goal wanted, Goal? before) => before is null ? wanted : wanted with
    {
        DisplayName = body.TryGetProperty("display_name", out _) ? wanted.DisplayName : before.DisplayName,
        Currency = body.TryGetProperty("currency", out _) ? wanted.Currency : before.Currency,
        CustomProps = body.TryGetProperty("custom_props", out _) ? wanted.CustomProps : before.CustomProps,
    };

    private static async Task ListAsync(ApiCall call)
    {
        if (!await call.TryReachAsync(call.Query("site_id"))) return;
        await call.JsonAsync(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("goals");
            foreach (Goal goal in call.Configuration.GoalsOf(call.Site.Id)) Write(json, goal, domain: null);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    // site_id and goal_id may come in the query or in the body, as Plausible has it.
    private static async Task DeleteAsync(ApiCall call, string? id)
    {
        string? domain = call.Query("site_id");
        id ??= call.Query("goal_id");
        if (domain is null || id is null)
        {
            using JsonDocument? body = await call.ReadJsonAsync();
            if (body is null) return;
            domain ??= TextOrNumber(body.RootElement, "site_id");
            id ??= TextOrNumber(body.RootElement, "goal_id");
        }

        if (!await call.TryReachAsync(domain)) return;
        Goal? goal = long.TryParse(id, out long number) ? call.Configuration.GoalsOf(call.Site.Id).FirstOrDefault(goal => goal.Id == number) : null;
        bool deleted = goal is not null && await call.DoAsync("goal.delete", call.Site.MerchantId, $"site:{call.Site.Domain}", goal.DisplayName, () => call.Configuration.DeleteGoalAsync(call.Site.Id, number, call.Aborted));
        if (deleted) await call.DeletedAsync();
        else await call.NotFoundAsync("Goal");
    }

    private static string? TextOrNumber(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private static (Goal? Goal, string Problem) Read(JsonElement body)
    {
        if (!ApiCall.TryText(body, "goal_type", out string? type)) type = null;
        if (type is not ("event" or "page")) return (null, "goal_type: must be \"event\" or \"page\".");
        bool isPage = type == "page";
        string field = isPage ? "page_path" : "event_name";
        if (!ApiCall.TryText(body, field, out string? value)) value = null;
        if (GoalRules.ProblemOf(isPage, value) is { } problem) return (null, $"{field}: {problem}");
        if (!ApiCall.TryText(body, "currency", out string? currency) || (currency is not null && !SiteRules.IsCurrency(currency)))
        {
            return (null, "currency: must be a code of ISO 4217 such as EUR.");
        }

        if (!ApiCall.TryText(body, "display_name", out string? name) || name?.Length > GoalRules.MostCharacters) return (null, "display_name: must be a text.");
        if (ReadProps(body) is not { } props) return (null, $"custom_props: must be an object of at most {GoalRules.MostProps} texts.");
        return (GoalRules.Make(isPage, value!, name, currency, props), "");
    }

    private static FrozenDictionary<string, string>? ReadProps(JsonElement body)
    {
        if (!body.TryGetProperty("custom_props", out JsonElement props) || props.ValueKind == JsonValueKind.Null) return FrozenDictionary<string, string>.Empty;
        if (props.ValueKind != JsonValueKind.Object || props.GetPropertyCount() > GoalRules.MostProps) return null;
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty prop in props.EnumerateObject())
        {
            if (prop.Value.ValueKind != JsonValueKind.String) return null;
            pairs[prop.Name] = prop.Value.GetString()!;
        }

        return pairs.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Write(Utf8JsonWriter json, Goal goal, string? domain)
    {
        json.WriteStartObject();
        if (domain is not null) json.WriteString("domain", domain);
        json.WriteNumber("id", goal.Id);
        json.WriteString("display_name", goal.DisplayName);
        json.WriteString("goal_type", goal.EventName is null ? "page" : "event");
        json.WriteString("event_name", goal.EventName);
        json.WriteString("page_path", goal.PagePath);
        json.WriteString("currency", goal.Currency);
        json.WriteStartObject("custom_props");
        foreach ((string key, string value) in goal.CustomProps) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
