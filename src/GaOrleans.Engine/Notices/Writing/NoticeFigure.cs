namespace GaOrleans.Engine.Notices.Writing;

/// <summary>A number that stands alone.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Text">The number.</param>
/// <param name="Change">How it changed; null where that is not known.</param>
/// <param name="Mood">1 when the change is good news, -1 when bad, 0 when neither.</param>
internal sealed record NoticeFigure(string Label, string Text, string? Change, int Mood);
