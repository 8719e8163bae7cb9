using System.Net;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class DownloadTests(EverybodyFixture everybody) : IClassFixture<EverybodyFixture>
{
    private const string Query = """{"metrics":["visitors"],"date_range":"7d","dimensions":["time:day"]}""";

    [Theory]
    [InlineData(Persona.Owner, HttpStatusCode.OK)]
    [InlineData(Persona.Editor, HttpStatusCode.OK)]
    [InlineData(Persona.Viewer, HttpStatusCode.OK)]
    [InlineData(Persona.Viewing, HttpStatusCode.OK)]
    [InlineData(Persona.Stranger, HttpStatusCode.NotFound)]
    [InlineData(Persona.Staff, HttpStatusCode.NotFound)]
    [InlineData(Persona.Anonymous, HttpStatusCode.Redirect)]
    public async Task File_IsForThoseWhoMaySeeTheSite(object persona, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await everybody.Browser((Persona)persona).GetAsync(Address(EverybodyFixture.Domain));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task File_OfAnothersSite_IsNotThere()
    {
        using HttpResponseMessage answer = await everybody.Browser(Persona.Owner).GetAsync(Address(EverybodyFixture.OtherDomain));
        using HttpResponseMessage missing = await everybody.Browser(Persona.Owner).GetAsync(Address("missing.example"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task File_HasASafeName_AndIsNeverShownAsAPage()
    {
        using HttpResponseMessage answer = await everybody.Browser(Persona.Editor).GetAsync(Address(EverybodyFixture.Domain, name: "\"><script>\r\nX: y"));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"{EverybodyFixture.Domain}-script-X-y.csv", answer.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal([0xef, 0xbb, 0xbf, (byte)'t'], (await answer.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Equal("nosniff", string.Join(' ', answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("kind=query&format=csv", "{}", HttpStatusCode.BadRequest)]
    [InlineData("kind=query&format=json", "nonsense", HttpStatusCode.BadRequest)]
    [InlineData("kind=query&format=exe", Query, HttpStatusCode.BadRequest)]
    [InlineData("kind=hits&format=csv", Query, HttpStatusCode.BadRequest)]
    [InlineData("format=csv", Query, HttpStatusCode.BadRequest)]
    [InlineData("kind=query&format=csv", "", HttpStatusCode.BadRequest)]
    [InlineData("kind=retention&format=csv", """{"date_range":"7d"}""", HttpStatusCode.OK)]
    [InlineData("kind=paths&format=json", """{"date_range":"7d"}""", HttpStatusCode.OK)]
    [InlineData("kind=funnel&format=csv", """{"date_range":"7d","steps":[{"page":"/"},{"page":"/a"}]}""", HttpStatusCode.OK)]
    public async Task Refusal_IsNoFile(string kind, string body, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await everybody.Browser(Persona.Owner).GetAsync($"/sites/{EverybodyFixture.Domain}/download?{kind}&body={Uri.EscapeDataString(body)}");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, answer.Content.Headers.ContentDisposition is not null);
    }

    [Fact]
    public async Task File_HasToWait_WhenSomebodyAsksTooOften()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Engine.Configuration.Site site = await host.AddSiteAsync("busy.example");
        await host.AddMemberAsync("viewer@busy.example", site, Engine.Accounts.MerchantRole.Viewer);
        using TestBrowser browser = await host.SignedInAsync("viewer@busy.example");
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 200 && last == HttpStatusCode.OK; i++)
        {
            using HttpResponseMessage answer = await browser.GetAsync(Address("busy.example"));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static string Address(string domain, string name = "x") => $"/sites/{domain}/download?kind=query&format=csv&name={Uri.EscapeDataString(name)}&body={Uri.EscapeDataString(Query)}";
}
