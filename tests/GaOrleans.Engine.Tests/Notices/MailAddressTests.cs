using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("  Ada.Lovelace+x@Sub.Example.COM ", "Ada.Lovelace+x@sub.example.com")]
    [InlineData("o'brien@example.co.uk", "o'brien@example.co.uk")]
    [InlineData("ada@www.example.com", "ada@www.example.com")]
    [InlineData("root@localhost", "root@localhost")]
    public void Address_IsKept(string text, string address)
    {
        Assert.True(MailAddresses.TryNormalise(text, out string? kept));
        Assert.Equal(address, kept);
        Assert.True(MailAddresses.IsAddress(kept));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com,eve@example.com")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("\"ada eve\"@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData(".ada@example.com")]
    [InlineData("ada@example.com.")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@exa mple.com")]
    [InlineData("ada@exämple.com")]
    [InlineData("ada\0@example.com")]
    public void Text_IsRefused_WhenItIsNoAddress(string? text) => Assert.False(MailAddresses.TryNormalise(text, out _));
}
