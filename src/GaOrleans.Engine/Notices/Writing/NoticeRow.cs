namespace GaOrleans.Engine.Notices.Writing;

/// <summary>A line of a list.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Cells">Its numbers.</param>
/// <param name="Share">The length of its bar, 0 to 1.</param>
internal sealed record NoticeRow(string Label, IReadOnlyList<NoticeFigure> Cells, double Share);
