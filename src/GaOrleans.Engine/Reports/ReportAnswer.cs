namespace GaOrleans.Engine.Reports;

/// <summary>An answer to send.</summary>
/// <param name="Status">HTTP status: 200, 400 for a query that is not valid, 429 when too many wait, 503 when it took too long or data cannot be read.</param>
/// <param name="Body">UTF-8: JSON, or CSV when that was asked for and the status is 200.</param>
/// <param name="RetryAfterSeconds">For 429 and 503 when to try again; else 0.</param>
public readonly record struct ReportAnswer(int Status, ReadOnlyMemory<byte> Body, int RetryAfterSeconds = 0)
{
    /// <summary>A refusal.</summary>
    public static ReportAnswer Error(int status, string error, int retryAfterSeconds = 0) =>
        new(status, Core.Reports.Answers.AnswerWriter.WriteError(error), retryAfterSeconds);
}
