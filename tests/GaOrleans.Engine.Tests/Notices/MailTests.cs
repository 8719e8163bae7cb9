using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class MailTests
{
    [Theory]
    [InlineData("Every Monday: example.com", "Every Monday: example.com")]
    [InlineData("a\r\nBcc: eve@example.com", "a  Bcc: eve@example.com")]
    [InlineData("invoice\u202Efdp.exe", "invoice fdp.exe")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:=20eve?=", "= ?utf-8?Q?=0D=0ABcc:=20eve?=")]
    public void Subject_IsOneLineThatSaysWhatItSays(string subject, string kept) => Assert.Equal(kept, new Mail("ada@example.com", subject, "text").Subject);
}
