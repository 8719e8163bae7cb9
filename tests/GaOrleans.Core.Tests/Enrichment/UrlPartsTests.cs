using GaOrleans.Core.Enrichment;

namespace GaOrleans.Core.Tests.Enrichment;

public class UrlPartsTests
{
    [Theory]
    [InlineData("https://example.com/a/b?x=1&y=2#top", "https", "example.com", "/a/b", "x=1&y=2", "#top")]
    [InlineData("HTTP://User:Pass@Example.COM:8080", "HTTP", "Example.COM", "", "", "")]
    [InlineData("//cdn.example.com/x", "", "cdn.example.com", "/x", "", "")]
    [InlineData("example.com/x?y", "", "example.com", "/x", "y", "")]
    [InlineData("/path?to=https://other.com/", "", "", "/path", "to=https://other.com/", "")]
    [InlineData("https://example.com?q", "https", "example.com", "", "q", "")]
    [InlineData("https://example.com#a?b", "https", "example.com", "", "", "#a?b")]
    [InlineData("https://[2001:db8::1]:443/x", "https", "[2001:db8::1]", "/x", "", "")]
    [InlineData("android-app://com.google.android.gm/", "android-app", "com.google.android.gm", "/", "", "")]
    [InlineData("https://exam ple.com/", "https", "", "/", "", "")]
    [InlineData("https://example.com\\@evil.com/", "https", "example.com", "\\@evil.com/", "", "")]
    [InlineData("  https://example.com./  ", "https", "example.com", "/", "", "")]
    [InlineData("https://", "https", "", "", "", "")]
    [InlineData("://", "", "", "://", "", "")]
    [InlineData("localhost:3000/x", "", "localhost", "/x", "", "")]
    [InlineData("about:blank", "", "", "about:blank", "", "")]
    [InlineData("", "", "", "", "", "")]
    public void Of_CutsAddresses(string url, string scheme, string host, string path, string query, string fragment)
    {
        UrlParts parts = UrlParts.Of(System.Text.Encoding.UTF8.GetBytes(url));
        Assert.Equal((scheme, host, path, query, fragment), (Text(parts.Scheme), Text(parts.Host), Text(parts.Path), Text(parts.Query), Text(parts.Fragment)));
    }

    [Fact]
    public void Of_LeavesTheHostEmpty_WhenItIsLongerThanNamesCanBe() =>
        Assert.True(UrlParts.Of(System.Text.Encoding.UTF8.GetBytes("https://" + new string('a', 300) + "/x")).Host.IsEmpty);

    [Theory]
    [InlineData("a+b%20c", "a b c")]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%C3%BC", "ü")]
    [InlineData("%ff", "\uFFFD")]
    [InlineData("a%00b%0Ac", "abc")]
    [InlineData("++x++", "x")]
    [InlineData("", "")]
    public void Decode_ReadsQueryValues(string value, string text) => Assert.Equal(text, PercentEncoding.Decode(System.Text.Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void Next_PassesOverEmptyParameters()
    {
        var reader = new QueryReader("&&a=1&b&=c&d=e=f&"u8);
        var seen = new List<string>();
        while (reader.Next(out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)) seen.Add($"{Text(key)}:{Text(value)}");
        Assert.Equal(["a:1", "b:", ":c", "d:e=f"], seen);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
