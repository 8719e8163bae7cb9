using System.Net;
using System.Text.RegularExpressions;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>
/// Every route, as everybody: anonymous, a stranger, each role, and staff without second factor, with it, and looking around as a merchant. Routes are
/// found by themselves; one that does not say whom it is for fails.
/// </summary>
public sealed partial class RouteTests(EverybodyFixture everybody) : IClassFixture<EverybodyFixture>
{
    // What pages consist of. It is the same for everybody and says nothing of anybody.
    private static readonly string[] OpenFolders = ["/_portal", "/_blazor", "/_framework", "/favicon.ico"];

    // What all of the downloads together ask for, so that each has an answer for whoever may have it.
    private const string Asked = "?from=2026-01-01&to=2026-01-31&details=goals/event&kind=query&format=csv&name=x&body=%7B%22metrics%22%3A%5B%22visitors%22%5D%2C%22date_range%22%3A%227d%22%7D";

    public static TheoryData<Persona> Personas() => [.. Enum.GetValues<Persona>()];

    public static TheoryData<string> Templates() => [.. PortalRoutes.All.Select(route => route.Template)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Page_SaysWhomItIsFor_AndChecksIt(string template)
    {
        Type page = PortalRoutes.PageOf(template);
        Type? expectedBase = PortalRoutes.DeclarationOf(page) switch
        {
            NeedsAttribute when template.Contains("{Domain", StringComparison.Ordinal) => typeof(SitePage),
            NeedsAttribute => typeof(MerchantPage),
            NeedsStaffAttribute => typeof(StaffPage),
            NeedsSignInAttribute => typeof(SignedInPage),
            AllowAnonymousAttribute => typeof(object),
            _ => null,
        };
        Assert.True(expectedBase is not null, $"{page} says nothing of whom it is for, or too much: [Needs(Right...)] with SitePage or MerchantPage, StaffPage, SignedInPage, or [AllowAnonymous]");
        Assert.True(page.IsAssignableTo(expectedBase), $"{page} has to derive from {expectedBase}, which checks what it declares");
    }

    [Fact]
    public async Task Settings_LeadToTheMembers()
    {
        string page = await everybody.Browser(Persona.Viewer).TextAsync($"/sites/{EverybodyFixture.Domain}/settings");
        Assert.Contains($"href=\"/merchants/{everybody.MerchantId}/members\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_SayWhomTheyAreFor()
    {
        IEnumerable<string> silent = everybody.Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !DeclaresNeed(endpoint))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .Where(path => !OpenFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));
        Assert.Empty(silent);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Page_OpensToThoseWhoMay_AndToNobodyElse(string template)
    {
        Attribute? declared = PortalRoutes.DeclarationOf(PortalRoutes.PageOf(template));
        // What everybody sees is for tests of those pages.
        if (declared is AllowAnonymousAttribute) return;
        foreach (Persona persona in Enum.GetValues<Persona>())
        {
            string path = PortalRoutes.Fill(template, EverybodyFixture.Domain, everybody.MerchantId);
            using HttpResponseMessage answer = await everybody.Browser(persona).GetAsync(path);
            string got = await OutcomeAsync(answer);
            string expected = Expected(declared, persona);
            Assert.True(got == expected, $"{path} as {persona}: expected {expected}, got {got} ({(int)answer.StatusCode} {answer.Headers.Location})");
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Page_OfAnothersSiteOrMerchant_IsNotThere(string template)
    {
        if (PortalRoutes.DeclarationOf(PortalRoutes.PageOf(template)) is not NeedsAttribute) return;
        string path = PortalRoutes.Fill(template, EverybodyFixture.OtherDomain, everybody.OtherMerchantId);
        string missing = PortalRoutes.Fill(template, "missing.example", int.MaxValue);
        foreach (Persona persona in Enum.GetValues<Persona>().Where(persona => persona is not (Persona.Anonymous or Persona.Stranger)))
        {
            TestBrowser browser = everybody.Browser(persona);
            using HttpResponseMessage answer = await browser.GetAsync(path);
            using HttpResponseMessage absent = await browser.GetAsync(missing);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
            string body = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("Merchant of other.example", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Personas))]
    public async Task Endpoint_AnswersThoseWhoMay_AndNobodyElse(Persona persona)
    {
        foreach ((string template, Attribute declared) in Downloads())
        {
            // A second factor is set up from a page; an endpoint is not there without it.
            string expected = Expected(declared, persona) is "set up" ? "nothing" : Expected(declared, persona);
            using HttpResponseMessage answer = await everybody.Browser(persona).GetAsync(PortalRoutes.Fill(template, EverybodyFixture.Domain, everybody.MerchantId) + Asked);
            string got = await OutcomeAsync(answer);
            Assert.True(got == expected, $"{template} as {persona}: expected {expected}, got {got}");
            if (expected != "open") AssertNoData(answer);
        }
    }

    [Theory]
    [MemberData(nameof(Personas))]
    public async Task Endpoint_OfAnothersSiteOrMerchant_IsNotThere(Persona persona)
    {
        if (persona is Persona.Stranger) return;
        string expected = persona is Persona.Anonymous ? "sign in" : "nothing";
        foreach ((string template, _) in Downloads().Where(download => download.Declared is NeedsAttribute))
        {
            foreach ((string domain, int merchant) in new[] { (EverybodyFixture.OtherDomain, everybody.OtherMerchantId), ("missing.example", int.MaxValue) })
            {
                using HttpResponseMessage answer = await everybody.Browser(persona).GetAsync(PortalRoutes.Fill(template, domain, merchant) + Asked);
                string got = await OutcomeAsync(answer);
                Assert.True(got == expected, $"{template} of {domain} as {persona}: expected {expected}, got {got}");
                AssertNoData(answer);
                Assert.DoesNotContain("Merchant of other.example", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Page_HasHeadersThatLetNothingElseIn(string template)
    {
        string path = PortalRoutes.Fill(template, EverybodyFixture.Domain, everybody.MerchantId);
        foreach (Persona persona in new[] { Persona.Anonymous, Persona.Owner, Persona.Staff })
        {
            using HttpResponseMessage answer = await everybody.Browser(persona).GetAsync(path);
            string policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("base-uri 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", string.Join(' ', answer.Headers.GetValues("X-Content-Type-Options")));
            string html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotMatch(InlineScript(), html);
            Assert.DoesNotMatch(HandlerAttribute(), html);
            Assert.DoesNotContain("javascript:", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Forms_AreRefused_WithoutTheTokenAgainstForgery()
    {
        (string Path, Persona Persona, (string, string)[] Fields)[] forms =
        [
            ("/signin", Persona.Anonymous, [("_handler", "sign-in"), ("Email", "owner@shop.example"), ("Password", PortalHost.Password)]),
            ("/forgot", Persona.Anonymous, [("_handler", "forgot"), ("Email", "owner@shop.example")]),
            ("/account", Persona.Owner, [("_handler", "name"), ("Name", "Mallory")]),
            ("/account/sign-out", Persona.Owner, []),
            ("/account/view-as", Persona.Staff, [("merchantId", "1"), ("reason", "forged")]),
            ("/account/view-as/stop", Persona.Viewing, []),
        ];
        foreach ((string path, Persona persona, (string, string)[] fields) in forms)
        {
            using HttpResponseMessage answer = await everybody.Browser(persona).PostAsync(path, fields.ToDictionary(field => field.Item1, field => field.Item2, StringComparer.Ordinal));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path} answered {(int)answer.StatusCode}");
        }
    }

    // Endpoints that are no pages and are read with GET, with what each declares.
    private List<(string Template, Attribute Declared)> Downloads()
    {
        List<(string, Attribute)> found =
        [.. everybody.Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null && DeclaresNeed(endpoint))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(endpoint => ("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.OfType<Attribute>().Single(item => item is NeedsAttribute or NeedsStaffAttribute or NeedsSignInAttribute)))];
        Assert.Contains(found, download => download.Item2 is NeedsAttribute);
        Assert.Contains(found, download => download.Item2 is NeedsStaffAttribute);
        return found;
    }

    // Nothing at all, or the page that says that nothing is there.
    private static void AssertNoData(HttpResponseMessage answer)
    {
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.True(answer.Content.Headers.ContentType?.MediaType is null or "text/html", $"{answer.RequestMessage!.RequestUri} answered {answer.Content.Headers.ContentType}");
    }

    private static bool DeclaresNeed(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(item => item is NeedsAttribute or NeedsStaffAttribute or NeedsSignInAttribute)
        && (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null || PortalRoutes.DeclarationOf(endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()!.Type) is not null);

    private static async Task<string> OutcomeAsync(HttpResponseMessage answer)
    {
        string? to = answer.Headers.Location?.OriginalString;
        if (to is not null) return to.Contains("/signin", StringComparison.Ordinal) ? "sign in" : to.Contains("/account/second-factor", StringComparison.Ordinal) ? "set up" : "open";
        if (answer.StatusCode != HttpStatusCode.NotFound) return answer.StatusCode == HttpStatusCode.OK ? "open" : $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
        return "nothing";
    }

    private static string Expected(Attribute? declared, Persona persona) => (declared, persona) switch
    {
        (_, Persona.Anonymous) => "sign in",
        (NeedsSignInAttribute, _) => "open",
        (NeedsStaffAttribute, Persona.Staff or Persona.Viewing) => "open",
        (NeedsStaffAttribute, Persona.StaffWithoutFactor) => "set up",
        (NeedsAttribute needs, _) when RightOf(persona) >= needs.Right => "open",
        _ => "nothing",
    };

    private static Right? RightOf(Persona persona) => persona switch
    {
        Persona.Viewer or Persona.Viewing => Right.View,
        Persona.Editor => Right.Edit,
        Persona.Owner => Right.Own,
        _ => null,
    };

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"<[a-z][^>]*\son[a-z]+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex HandlerAttribute();
}
