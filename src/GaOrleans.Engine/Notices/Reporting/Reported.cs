namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>What came of running a report or a query: a value, or why there is none.</summary>
/// <param name="Value">The result; null when there is none.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="MayRetry">Whether it may be there later.</param>
public readonly record struct Reported<T>(T? Value, string? Problem, bool MayRetry) where T : class
{
    /// <summary>There is a result.</summary>
    public static implicit operator Reported<T>(T value) => new(value, Problem: null, MayRetry: false);

    /// <summary>There is none, and will be none.</summary>
    public static Reported<T> Never(string problem) => new(Value: null, problem, MayRetry: false);

    /// <summary>There is none yet.</summary>
    public static Reported<T> Later(string problem) => new(Value: null, problem, MayRetry: true);
}
