using System.Net;
using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;
using GaOrleans.Http.Tests.Service;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Http.Tests.Api;

/// <summary>Who may call what: every endpoint that there is, found from the routes themselves, with every kind of key.</summary>
public sealed class AccessTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    private static readonly (string Name, KeyScopes Scopes)[] Keys =
    [
        ("ingest", KeyScopes.Ingest), ("read", KeyScopes.Read), ("manage", KeyScopes.Manage), ("all", KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage),
    ];

    private IReadOnlyList<(string Method, string Path, RouteInfo Info)> Endpoints =>
    [
        .. service.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(method => (method, endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<RouteInfo>()!))),
    ];

    [Fact]
    public void EveryEndpoint_SaysWhatItIsAndWhoMayCallIt()
    {
        Assert.True(Endpoints.Count > 40);
        Assert.All(Endpoints, endpoint => Assert.False(string.IsNullOrEmpty(endpoint.Info?.Summary), $"{endpoint.Method} {endpoint.Path} has no RouteInfo"));
        Assert.All(Endpoints.Where(e => e.Path.StartsWith("/api/v", StringComparison.Ordinal)), e => Assert.NotEqual(KeyScopes.None, e.Info.Scope));
        Assert.All(Endpoints.Where(e => e.Path.StartsWith("/api/admin", StringComparison.Ordinal)), e => Assert.Equal(KeyScopes.Staff, e.Info.Scope));
    }

    [Fact]
    public async Task EveryKeyedEndpoint_Answers401_WithoutKeyAndWithWrongKey()
    {
        foreach ((string method, string path, RouteInfo info) in Endpoints.Where(endpoint => endpoint.Info.Scope != KeyScopes.None))
        {
            using HttpResponseMessage without = await CallAsync(method, path, info, key: null, "shop.example");
            Assert.True(without.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} without key: {without.StatusCode}");
            Assert.Equal("Bearer", without.Headers.WwwAuthenticate.ToString());
            using HttpResponseMessage wrong = await CallAsync(method, path, info, "gak_wrong", "shop.example");
            Assert.True(wrong.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} with a wrong key: {wrong.StatusCode}");
        }
    }

    [Fact]
    public async Task EveryKeyedEndpoint_Answers403_WhenTheScopeIsMissing()
    {
        foreach ((string method, string path, RouteInfo info) in Endpoints.Where(endpoint => endpoint.Info.Scope != KeyScopes.None))
        {
            foreach ((string name, KeyScopes scopes) in Keys)
            {
                if ((scopes & info.Scope) == info.Scope) continue;
                using HttpResponseMessage response = await CallAsync(method, path, info, service.Key(name), "shop.example");
                string body = await HttpFixture.BodyAsync(response, HttpStatusCode.Forbidden);
                Assert.Contains(info.Scope.ToString().ToLowerInvariant(), body);
            }
        }
    }

    [Fact]
    public async Task EverySiteEndpoint_AnswersTheSame_ForForeignAndUnknownSites()
    {
        int tried = 0;
        foreach ((string method, string path, RouteInfo info) in Endpoints.Where(NamesSite))
        {
            if (info.Scope is KeyScopes.Staff or KeyScopes.None) continue;
            tried++;
            string? unknown = null;
            foreach ((string key, string site) in new[] { ("all", "nowhere.example"), ("foreign", "shop.example"), ("bound", "shop.example"), ("all", "other.example") })
            {
                using HttpResponseMessage response = await CallAsync(method, path, info, service.Key(key), site);
                string body = await HttpFixture.BodyAsync(response, HttpStatusCode.Unauthorized);
                Assert.Equal(unknown ??= body, body);
            }
        }

        Assert.True(tried > 20);
        Assert.NotNull(service.Configuration.FindSite("shop.example"));
        Assert.NotNull(service.Configuration.FindSite("other.example"));
    }

    [Fact]
    public async Task NoEndpoint_FailsWithRightKey_WhateverTheBody()
    {
        foreach ((string method, string path, RouteInfo info) in Endpoints.Where(endpoint => endpoint.Method is not ("DELETE" or "HEAD")))
        {
            foreach (string body in new[] { "", "{", "null", "[]", "{}", "\"\\ud800\"", """{"name":"\ud800"}""", """{"\ud800":1,"\ud801":2}""", """{"site_id":"shop.example","filters":{}}""", """{"a":1,"a":2}""" })
            {
                using HttpResponseMessage response = await service.SendAsync(HttpMethod.Parse(method), Fill(path, "shop.example"), service.Key("staff"), body);
                Assert.True((int)response.StatusCode < 500, $"{method} {path} with {body}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }
        }
    }

    private static bool NamesSite((string Method, string Path, RouteInfo Info) endpoint) =>
        endpoint.Path.Contains("{domain}", StringComparison.Ordinal) || endpoint.Path.Contains("goals", StringComparison.Ordinal)
        || endpoint.Path.Contains("shared-links", StringComparison.Ordinal) || endpoint.Info.Body?.Contains("\"site_id\"", StringComparison.Ordinal) == true;

    private Task<HttpResponseMessage> CallAsync(string method, string path, RouteInfo info, string? key, string site) =>
        service.SendAsync(HttpMethod.Parse(method), Fill(path, site) + $"?site_id={site}", key, info.Body?.Replace("example.com", site, StringComparison.Ordinal));

    private static string Fill(string path, string site) => path.Replace("{domain}", site, StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
        .Replace("{goal_id}", "1", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal).Replace("{name}", "mine", StringComparison.Ordinal).Replace("{merchant}", "1", StringComparison.Ordinal);
}
