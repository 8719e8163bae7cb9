namespace GaOrleans.Engine.Notices.Mailing;

/// <summary>A file that comes with a message.</summary>
/// <param name="FileName">Its name: letters, digits, dot, hyphen and underscore in ASCII; the mailer writes a hyphen for anything else.</param>
/// <param name="ContentType">Its type, such as <c>text/csv; charset=utf-8</c>; ours, never a client's.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
