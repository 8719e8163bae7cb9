using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Admin;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Kind">How bad it is: <see cref="NoticeKind.Error"/> when people lose something now, <see cref="NoticeKind.Warn"/> when they may soon.</param>
/// <param name="Process">Whose; null for the whole service.</param>
/// <param name="Text">What it is, and what to look at.</param>
public sealed record HealthFinding(NoticeKind Kind, string? Process, string Text);
