using GaOrleans.Demo.Sending;

namespace GaOrleans.Demo.Tests;

public sealed class ProgressLineTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Line_IsRewrittenInPlace_OnATerminal()
    {
        var line = new ProgressLine(_output, isTerminal: true, _time);
        line.Show(() => "long text");
        line.Show(() => "too soon");
        _time.Pass(TimeSpan.FromSeconds(1));
        line.Show(() => "short");
        line.End();
        Assert.Equal("\rlong text\rshort    \rshort\n", _output.ToString());
    }

    [Fact]
    public void Lines_AreFew_WhenThereIsNoTerminal()
    {
        var line = new ProgressLine(_output, isTerminal: false, _time);
        for (var second = 0; second < 11; second++)
        {
            var shown = second;
            line.Show(() => $"{shown} s");
            _time.Pass(TimeSpan.FromSeconds(1));
        }
        Assert.Equal("0 s\n5 s\n10 s\n", _output.ToString());
    }

    [Theory]
    [InlineData(0, "[..............................]")]
    [InlineData(0.5, "[###############...............]")]
    [InlineData(1, "[##############################]")]
    public void Bar_ShowsTheShare(double share, string bar) => Assert.Equal(bar, ProgressLine.Bar(share));
}
