namespace GaOrleans.Engine.Operations;

/// <summary>A warning or an error of the log.</summary>
/// <param name="TimeMs">When, milliseconds since 1970 UTC.</param>
/// <param name="IsError">Whether it is an error rather than a warning.</param>
/// <param name="Source">What wrote it.</param>
/// <param name="Text">What it says, cut to <see cref="RecentLog.LongestText"/> characters, without what looks like a secret.</param>
public sealed record LogLine(long TimeMs, bool IsError, string Source, string Text);
