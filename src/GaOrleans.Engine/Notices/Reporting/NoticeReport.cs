using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Timing;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>A report that is ready to be sent.</summary>
/// <param name="Period">The days it is about.</param>
/// <param name="Compared">The days its numbers are compared with; null where they are not.</param>
/// <param name="Tables">Its answers: for an overview the totals and then the lists, for a saved query the one.</param>
/// <param name="File">The file that goes with a mail, if any.</param>
public sealed record NoticeReport(LocalDays Period, LocalDays? Compared, IReadOnlyList<NoticeTable> Tables, MailAttachment? File);
