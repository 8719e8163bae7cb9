using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Reports;

/// <summary>The merchant's own queries: documents in the query language, without <c>site_id</c>, kept under a name and run by it.</summary>
internal sealed class SavedQueryRoutes(ReportRoutes reports)
{
    private const string Tag = "Saved queries";
    private const string Path = "/api/v1/sites/{domain}/queries";
    private const int MostCharacters = 120;

    /// <summary>Maps all its endpoints.</summary>
    public void Map(ApiRoutes routes)
    {
        routes.Map("GET", Path, new RouteInfo(Tag, "Lists the saved queries.", KeyScopes.Read, Answer: """200 {"queries":[...]}"""), ListAsync);
        routes.Map("PUT", Path + "/{name}", new RouteInfo(Tag, "Saves a query under a name, replacing the one of that name.", KeyScopes.Manage,
            """{"metrics":["visitors"],"date_range":"7d","dimensions":["visit:source"]}""", "200 and the query"), PutAsync);
        routes.Map("GET", Path + "/{name}", new RouteInfo(Tag, "Shows a saved query.", KeyScopes.Read, Answer: "200 and the query"), ShowAsync);
        routes.Map("DELETE", Path + "/{name}", new RouteInfo(Tag, "Deletes a saved query.", KeyScopes.Manage, Answer: """200 {"deleted":true}"""), DeleteAsync);
        routes.Map("POST", Path + "/{name}/run", new RouteInfo(Tag, "Answers a saved query.", KeyScopes.Read, Answer: "200 as POST /api/v2/query"), RunAsync);
    }

    private static Task ListAsync(ApiCall call) => call.JsonAsync(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("queries");
        foreach (SiteDocument query in call.Configuration.DocumentsOf(call.Site.Id, DocumentKind.Query)) Write(json, query);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static async Task PutAsync(ApiCall call)
    {
        if (call.Route("name").Length > MostCharacters)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, $"name: should be at most {MostCharacters} character(s).");
            return;
        }

        if (await call.ReadBodyAsync() is not { } body) return;
        ParsedQuery parsed = QueryParser.Parse(body);
        if (parsed.Error is not null)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, parsed.Error);
            return;
        }

        SiteDocument? stored = await call.Configuration.PutDocumentAsync(call.Site.Id, DocumentKind.Query, call.Route("name"), Encoding.UTF8.GetString(body.Span), call.Aborted);
        if (stored is null) await call.ErrorAsync(StatusCodes.Status401Unauthorized, ApiCall.NoAccess);
        else await call.JsonAsync(StatusCodes.Status200OK, json => Write(json, stored));
    }

    private static async Task ShowAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } query) await call.JsonAsync(StatusCodes.Status200OK, json => Write(json, query));
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } query) return;
        await call.Configuration.DeleteDocumentAsync(call.Site.Id, DocumentKind.Query, query.Name, call.Aborted);
        await call.DeletedAsync();
    }

    private async Task RunAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } query) await reports.AnswerAsync(call, Encoding.UTF8.GetBytes(query.Json));
    }

    private static async ValueTask<SiteDocument?> FindAsync(ApiCall call)
    {
        string name = call.Route("name");
        SiteDocument? query = call.Configuration.FindDocument(call.Site.Id, DocumentKind.Query, name);
        if (query is null) await call.NotFoundAsync("Query");
        return query;
    }

    private static void Write(Utf8JsonWriter json, SiteDocument query)
    {
        json.WriteStartObject();
        json.WriteString("name", query.Name);
        json.WritePropertyName("query");
        json.WriteRawValue(query.Json);
        json.WriteEndObject();
    }
}
