using System.Net;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Where there is nothing for somebody, the frame of the page does not say that there is.</summary>
public sealed class UnfoundNavigationTests(EverybodyFixture everybody) : IClassFixture<EverybodyFixture>
{
    [Theory]
    [InlineData("/sites/missing.example")]
    [InlineData("/sites/missing.example/queries")]
    [InlineData("/sites/other.example/settings")]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    public async Task Page_HasNoNavigation_ToWhatIsNotThere(string path)
    {
        TestBrowser owner = everybody.Browser(Persona.Owner);
        using HttpResponseMessage answer = await owner.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        string page = await answer.Content.ReadAsStringAsync();
        foreach (string lead in (string[])["/sites/missing.example", "/sites/other.example", "/admin", "Administration"]) Assert.DoesNotContain($"\"{lead}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Administration", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_HasIt_WhereItIs()
    {
        Assert.Contains($"/sites/{EverybodyFixture.Domain}/queries", await everybody.Browser(Persona.Viewer).TextAsync($"/sites/{EverybodyFixture.Domain}"), StringComparison.Ordinal);
        Assert.Contains("/admin/users", await everybody.Browser(Persona.Staff).TextAsync("/admin"), StringComparison.Ordinal);
    }
}
