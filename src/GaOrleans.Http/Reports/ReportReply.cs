using GaOrleans.Engine.Reports;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Reports;

/// <summary>Sends the answers of reports.</summary>
internal static class ReportReply
{
    private const string Csv = "text/csv";

    /// <summary>The format that a call asks for.</summary>
    public static ReportFormat FormatFor(ApiCall call) =>
        call.Http.Request.Headers.Accept.ToString().StartsWith(Csv, StringComparison.OrdinalIgnoreCase) ? ReportFormat.Csv : ReportFormat.Json;

    /// <summary>Sends an answer.</summary>
    public static Task SendAsync(ApiCall call, ReportAnswer answer, ReportFormat format)
    {
        if (answer.RetryAfterSeconds > 0) call.Http.Response.Headers.RetryAfter = answer.RetryAfterSeconds.ToString();
        bool csv = format == ReportFormat.Csv && answer.Status == StatusCodes.Status200OK;
        return call.BytesAsync(answer.Status, csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8", answer.Body);
    }
}
