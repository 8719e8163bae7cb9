using System.Text;
using GaOrleans.Core.Reports.Answers;

namespace GaOrleans.Core.Tests.Reports;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("ü 😀 مرحبا", "ü 😀 مرحبا")]
    [InlineData("a=b", "a=b")]
    [InlineData("=1", "'=1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠x", "'＠x")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00a0=1", "'\u00a0=1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\nx", "\"'\nx\"")]
    [InlineData("x\ty", "\"x\ty\"")]
    [InlineData("x;=1", "\"x;=1\"")]
    [InlineData("x,y", "\"x,y\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("a\0b\u001b[31mc\u007fd\u009be", "a\ufffdb\ufffd[31mc\ufffdd\ufffde")]
    [InlineData("\u0001=1", "\ufffd=1")]
    [InlineData("   ", "   ")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Field_IsOneTextInEveryProgram(string? value, string expected)
    {
        var text = new StringBuilder();
        CsvText.AppendField(text, value);
        Assert.Equal(expected, text.ToString());
    }
}
