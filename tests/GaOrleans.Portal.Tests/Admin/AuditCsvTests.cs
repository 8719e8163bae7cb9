using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Admin;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Admin;

/// <summary>The audit log as a file.</summary>
public sealed class AuditCsvTests(EverybodyFixture everybody) : IClassFixture<EverybodyFixture>
{
    [Theory]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=a\"b", "\"'=a\"\"b\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData(null, "")]
    public void Line_IsNoFormula_AndOneLine(string? detail, string expected) =>
        Assert.Equal($"1970-01-01 00:00:01,sue@staff.example,a.b,user:1,{expected},\r\n", AuditCsv.Line(new AuditEntry(1000, "1", "sue@staff.example", "a.b", "user:1", detail, null)));

    [Fact]
    public async Task File_IsForStaffOnly_AndThatItWasTakenIsInIt()
    {
        foreach (Persona persona in new[] { Persona.Stranger, Persona.Owner, Persona.StaffWithoutFactor })
        {
            using HttpResponseMessage refused = await everybody.Browser(persona).GetAsync(AuditCsv.Path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using HttpResponseMessage answer = await everybody.Browser(Persona.Staff).GetAsync(AuditCsv.Path + "?action=audit.");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        string[] lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal("time,who,action,subject,detail,address", lines[0]);
        Assert.Contains("staff@staff.example,audit.export,service", lines[1], StringComparison.Ordinal);
    }
}
