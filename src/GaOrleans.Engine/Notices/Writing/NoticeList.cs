namespace GaOrleans.Engine.Notices.Writing;

/// <summary>A list with numbers.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Headers">Names of the numbers.</param>
/// <param name="Rows">Its lines.</param>
/// <param name="Left">How many lines are not shown.</param>
internal sealed record NoticeList(string Title, IReadOnlyList<string> Headers, IReadOnlyList<NoticeRow> Rows, int Left);
