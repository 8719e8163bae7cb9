using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Portal.Queries.Running;

/// <summary>What asking a query gave.</summary>
/// <param name="Table">The answer; null when there is none.</param>
/// <param name="Error">Why there is none, in words; null when there is one.</param>
/// <param name="MayRetry">Whether asking again may help: the service was busy, it took too long, or data could not be read.</param>
public sealed record QueryResult(AnsweredTable? Table, string? Error, bool MayRetry);
