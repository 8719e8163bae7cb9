using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b", "a@b")]
    [InlineData("  Ada.Lovelace+tag@Shop.Example \t", "ada.lovelace+tag@shop.example")]
    [InlineData("ÄRGER@MÜNCHEN.example", "ärger@münchen.example")]
    [InlineData("x@xn--mnchen-3ya.example", "x@xn--mnchen-3ya.example")]
    [InlineData("😀@b.example", "😀@b.example")]
    public void Normalise_KeepsOneForm(string text, string expected)
    {
        Assert.Equal(expected, EmailAddress.Normalise(text));
        Assert.Equal(expected, EmailAddress.Normalise(expected));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a")]
    [InlineData("@b")]
    [InlineData("a@")]
    [InlineData("a@b@c")]
    [InlineData("a b@c")]
    [InlineData("a@b\nBcc: x")]
    [InlineData("a\0@b")]
    [InlineData("a<script>@b")]
    [InlineData("a@b,c")]
    [InlineData("\"a\"@b")]
    [InlineData("gro.knab\u202E@b")]
    [InlineData("a\u200Bda@b.example")]
    public void Normalise_SaysNull_WhenItIsNone(string? text) => Assert.Null(EmailAddress.Normalise(text));

    // Not as data of a theory: the runner would write them as other characters.
    [Fact]
    public void Normalise_SaysNull_WhenASurrogateIsAlone()
    {
        Assert.Null(EmailAddress.Normalise("\uD800@b"));
        Assert.Null(EmailAddress.Normalise("\uDC00@b"));
        Assert.Null(EmailAddress.Normalise("a@b\uD83D"));
    }

    [Fact]
    public void Normalise_TakesUpTo254Characters()
    {
        string longest = new string('a', EmailAddress.Longest - 2) + "@b";
        Assert.Equal(longest, EmailAddress.Normalise(longest));
        Assert.Null(EmailAddress.Normalise("a" + longest));
    }
}
