using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>One answer of a report that is sent.</summary>
/// <param name="Name">Its name for programs, such as <c>sources</c>.</param>
/// <param name="Title">Its title for people.</param>
/// <param name="Table">The answer as values.</param>
/// <param name="Json">The answer as the reports interface gives it.</param>
public sealed record NoticeTable(string Name, string Title, AnsweredTable Table, ReadOnlyMemory<byte> Json);
