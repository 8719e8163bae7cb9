using System.Globalization;
using System.Text;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Admin;

/// <summary><c>GET /admin/audit.csv</c>: the audit log as a file. That it was taken is in it.</summary>
internal static class AuditCsv
{
    /// <summary>Where it is.</summary>
    public const string Path = "/admin/audit.csv";

    private const int PageSize = 500;

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (RequestDelegate)WriteAsync).NeedsStaff();

    /// <summary>An entry as a line.</summary>
    public static string Line(AuditEntry entry)
    {
        var line = new StringBuilder(AdminText.Time(entry.TimeMs));
        foreach (string? text in (ReadOnlySpan<string?>)[entry.ActorEmail, entry.Action, entry.Subject, entry.Detail, entry.Address]) CsvText.AppendField(line.Append(','), text);
        return line.Append(CsvText.NewLine).ToString();
    }

    private static async Task WriteAsync(HttpContext http)
    {
        var audit = http.RequestServices.GetRequiredService<AuditLog>();
        var caller = http.Features.Get<Caller>()!;
        AuditFilter filter = AuditQuery.FilterOf(http.Request.Query["actor"], http.Request.Query["action"], http.Request.Query["subject"]);
        await audit.AppendAsync(caller.Did("audit.export", "service", $"{filter.Actor ?? "anybody"}, {filter.Action ?? "anything"}, {filter.Subject ?? "of all"}"), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"audit-{DateTimeOffset.FromUnixTimeMilliseconds(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds()):yyyy-MM-dd}.csv\"");
        await http.Response.WriteAsync("time,who,action,subject,detail,address" + CsvText.NewLine, http.RequestAborted);
        string? next = null;
        do
        {
            AuditPage page = await audit.ReadAsync(next, PageSize, filter, http.RequestAborted);
            var lines = new StringBuilder();
            foreach (AuditEntry entry in page.Entries) lines.Append(Line(entry));
            await http.Response.WriteAsync(lines.ToString(), http.RequestAborted);
            next = page.Next;
        }
        while (next is not null);
    }
}
