using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Portal.Dashboard.Loading;

/// <summary>What is known of one part of a dashboard.</summary>
/// <param name="Table">The last answer; null while there is none.</param>
/// <param name="IsBusy">Whether a newer one is on its way.</param>
/// <param name="Problem">Why there is none; null when nothing is wrong.</param>
/// <param name="Status">The status of the problem: 400 for a question that cannot be answered, 429 and 503 for what may pass.</param>
public sealed record PartAnswer(AnsweredTable? Table, bool IsBusy, string? Problem = null, int Status = 200)
{
    /// <summary>Nothing yet.</summary>
    public static PartAnswer None { get; } = new(Table: null, IsBusy: true);

    /// <summary>Whether there is nothing to show yet.</summary>
    public bool IsFirst => Table is null && Problem is null;

    /// <summary>Whether trying again may help.</summary>
    public bool MayRetry => Status is not 400;
}
