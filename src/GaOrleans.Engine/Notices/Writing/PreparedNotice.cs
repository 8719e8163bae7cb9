using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>A notice that is ready to be delivered.</summary>
/// <param name="MailTo">Its message to an address.</param>
/// <param name="HookBody">What its webhook gets, JSON in UTF-8.</param>
public sealed record PreparedNotice(Func<string, Mail> MailTo, Func<byte[]> HookBody);
