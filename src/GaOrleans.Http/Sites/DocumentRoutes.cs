using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Sites;

/// <summary>Segments and shared links of a site.</summary>
internal static class DocumentRoutes
{
    private const string Segments = "/api/v1/sites/{domain}/segments";
    private const string Links = "/api/v1/sites/shared-links";
    private const int MostCharacters = 120;
    private const int LinkBytes = 18;

    /// <summary>Maps all its endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string Tag = "Segments and links";
        routes.Map("POST", Segments, new RouteInfo(Tag, "Creates or replaces a segment, a named list of filters that queries use as [\"is\",\"segment\",[id]].", KeyScopes.Manage,
            """{"name":"Germans","filters":[["is","visit:country",["DE"]]]}""", "200 and the segment with its id"), PutSegmentAsync);
        routes.Map("GET", Segments, new RouteInfo(Tag, "Lists the segments.", KeyScopes.Read, Answer: """200 {"segments":[...]}"""), ListSegmentsAsync);
        routes.Map("DELETE", Segments, new RouteInfo(Tag, "Deletes the segment named by id, in the query or in the body.", KeyScopes.Manage, """{"id":1}""", """200 {"deleted":true}""", Query: ["id"]),
            DeleteNamedSegmentAsync);
        routes.Map("DELETE", Segments + "/{id}", new RouteInfo(Tag, "Deletes a segment.", KeyScopes.Manage, Answer: """200 {"deleted":true}"""),
            call => DeleteSegmentAsync(call, call.Route("id")));
        routes.Map("PUT", Links, new RouteInfo(Tag, "Creates a shared link, or shows the one of that name.", KeyScopes.Manage,
            """{"site_id":"example.com","name":"Agency"}""", "200 and the link"), PutLinkAsync);
        routes.Map("GET", Links, new RouteInfo(Tag, "Lists the shared links of the site named by site_id in the query.", KeyScopes.Manage, Answer: """200 {"shared_links":[...]}""", Query: ["site_id"]), ListLinksAsync);
    }

    private static async Task PutSegmentAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null || await NameAsync(call, body.RootElement) is not { } name) return;
        if (!body.RootElement.TryGetProperty("filters", out JsonElement filters) || filters.ValueKind != JsonValueKind.Array)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, "filters: is required and must be a list.");
            return;
        }

        byte[] json = Encoding.UTF8.GetBytes(filters.GetRawText());
        string? error = null;
        if (QueryParser.ParseFilters(json, out error) is { } parsed && parsed.Any(SegmentExpansion.ContainsSegment)) error = "filters: a segment cannot hold segments.";
        if (error is not null)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, error);
            return;
        }

        string text = filters.GetRawText();
        SiteDocument? stored = await call.DoAsync("segment.save", call.Site.MerchantId, $"site:{call.Site.Domain}", $"{name}: {text}", () => call.Configuration.PutDocumentAsync(call.Site.Id, DocumentKind.Segment, name, text, call.Aborted));
        if (stored is null) await call.ErrorAsync(StatusCodes.Status401Unauthorized, ApiCall.NoAccess);
        else await call.JsonAsync(StatusCodes.Status200OK, to => WriteSegment(to, stored));
    }

    private static Task ListSegmentsAsync(ApiCall call) => call.JsonAsync(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("segments");
        foreach (SiteDocument segment in call.Configuration.DocumentsOf(call.Site.Id, DocumentKind.Segment)) WriteSegment(json, segment);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static async Task DeleteNamedSegmentAsync(ApiCall call)
    {
        if (await call.ReadIdAsync() is { } id) await DeleteSegmentAsync(call, id);
    }

    private static async Task DeleteSegmentAsync(ApiCall call, string id)
    {
        SiteDocument? segment = long.TryParse(id, out long number)
            ? call.Configuration.DocumentsOf(call.Site.Id, DocumentKind.Segment).FirstOrDefault(document => document.Id == number)
            : null;
        bool deleted = segment is not null && await call.DoAsync("segment.delete", call.Site.MerchantId, $"site:{call.Site.Domain}", segment.Name,
            () => call.Configuration.DeleteDocumentAsync(call.Site.Id, DocumentKind.Segment, segment.Name, call.Aborted));
        if (deleted) await call.DeletedAsync();
        else await call.NotFoundAsync("Segment");
    }

    private static async Task PutLinkAsync(ApiCall call)
    {
        using JsonDocument? body = await call.ReadJsonAsync();
        if (body is null) return;
        if (!ApiCall.TryText(body.RootElement, "site_id", out string? domain))
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, "site_id: must be a text.");
            return;
        }

        if (!await call.TryReachAsync(domain) || await NameAsync(call, body.RootElement) is not { } name) return;
        SiteDocument? link = call.Configuration.DocumentsOf(call.Site.Id, DocumentKind.SharedLink).FirstOrDefault(document => document.Name == name)
            ?? await call.DoAsync("link.add", call.Site.MerchantId, $"site:{call.Site.Domain}", name, () => call.Configuration.PutDocumentAsync(call.Site.Id, DocumentKind.SharedLink, name, NewLink(), call.Aborted));
        if (link is null) await call.ErrorAsync(StatusCodes.Status401Unauthorized, ApiCall.NoAccess);
        else await call.JsonAsync(StatusCodes.Status200OK, json => WriteLink(json, call, link));
    }

    private static async Task ListLinksAsync(ApiCall call)
    {
        if (!await call.TryReachAsync(call.Query("site_id"))) return;
        await call.JsonAsync(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("shared_links");
            foreach (SiteDocument link in call.Configuration.DocumentsOf(call.Site.Id, DocumentKind.SharedLink)) WriteLink(json, call, link);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async ValueTask<string?> NameAsync(ApiCall call, JsonElement body)
    {
        if (ApiCall.TryText(body, "name", out string? name) && !string.IsNullOrWhiteSpace(name) && name.Length <= MostCharacters) return name;
        await call.ErrorAsync(StatusCodes.Status400BadRequest, $"name: is required and should be at most {MostCharacters} character(s).");
        return null;
    }

    private static string NewLink() =>
        $$"""{"auth":"{{System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(LinkBytes))}}"}""";

    private static void WriteSegment(Utf8JsonWriter json, SiteDocument segment)
    {
        json.WriteStartObject();
        json.WriteNumber("id", segment.Id);
        json.WriteString("name", segment.Name);
        json.WritePropertyName("filters");
        json.WriteRawValue(segment.Json);
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, ApiCall call, SiteDocument link)
    {
        using JsonDocument content = JsonDocument.Parse(Encoding.UTF8.GetBytes(link.Json));
        string auth = content.RootElement.GetProperty("auth").GetString() ?? "";
        json.WriteStartObject();
        json.WriteString("name", link.Name);
        json.WriteString("url", $"{call.Http.Request.Scheme}://{call.Http.Request.Host}/share/{Uri.EscapeDataString(call.Site.Domain)}?auth={auth}");
        json.WriteEndObject();
    }
}
