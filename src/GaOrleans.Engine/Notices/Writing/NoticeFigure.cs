using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>A number that stands alone.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Text">The number.</param>
/// <param name="Change">How it changed; null where that is not known.</param>
/// <param name="Mood">Whether the change is good news.</param>
internal sealed record NoticeFigure(string Label, string Text, string? Change, ChangeMood Mood);
