using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class PlainNameTests
{
    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\uD83D\uDC68\u200D\uD83D\uDCBB & <b>sons</b>")]
    public void IsPlain_TakesWhatShowsAsItIs(string name) => Assert.True(PlainName.IsPlain(name));

    [Theory]
    [InlineData("Ada\r\nBcc: all@example.com")]
    [InlineData("Ada\0")]
    [InlineData("Ada\u2028Bob")]
    [InlineData("Ada \u202Egnp.exe")]
    [InlineData("Ada \u2067right")]
    public void IsPlain_RefusesWhatShowsAsSomethingElse(string name) => Assert.False(PlainName.IsPlain(name));

    // Not as data of a theory: the runner would write it as another character.
    [Fact]
    public void IsPlain_RefusesHalfACharacter() => Assert.False(PlainName.IsPlain("Ada \uD800"));
}
