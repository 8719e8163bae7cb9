using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Admin;

/// <summary>How much sites are used, from their reports: counts of hits, nothing of visitors.</summary>
internal sealed class SiteUse(IServiceProvider services)
{
    private const string Hours = """{"metrics":["events"],"date_range":"24h","dimensions":["time:hour"]}""";

    /// <summary>The last hour of the last day in which a site had hits, in its zone, such as <c>14:00</c>; what to say instead when there is none.</summary>
    public async ValueTask<string> LastHourAsync(Site site, CancellationToken ct)
    {
        if (await AskAsync(site, Hours, ct) is not { } table) return "not known now";
        AnsweredRow? last = table.Rows.LastOrDefault(row => row.Numbers[0].Value > 0);
        return last is null ? "none in 24 h" : last.Values[0] ?? "";
    }

    private async ValueTask<AnsweredTable?> AskAsync(Site site, string query, CancellationToken ct)
    {
        if (services.GetService<ReportService>() is not { } reports) return null;
        return AnsweredTable.Read(await reports.AnswerAsync(site, System.Text.Encoding.UTF8.GetBytes(query), ct), out _);
    }
}
