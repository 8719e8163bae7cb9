namespace GaOrleans.Demo.Sending;

/// <summary>Tells how far things are: in place on a terminal, as a line now and then elsewhere.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, TimeProvider time)
{
    private const int BarWidth = 30;
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);
    private long _shown;
    private int _width;
    private Func<string>? _latest;

    /// <summary>A bar of which this share is done.</summary>
    public static string Bar(double share)
    {
        var done = (int)(Math.Clamp(share, 0, 1) * BarWidth);
        return "[" + new string('#', done) + new string('.', BarWidth - done) + "]";
    }

    /// <summary>Shows the text, unless one was shown just before.</summary>
    public void Show(Func<string> text)
    {
        _latest = text;
        if (_shown != 0 && time.GetElapsedTime(_shown) < (isTerminal ? OnTerminal : Elsewhere)) return;
        _shown = Math.Max(1, time.GetTimestamp());
        Write(text());
    }

    /// <summary>Shows the last text once more, as it is now, and ends its line.</summary>
    public void End()
    {
        if (_latest is null) return;
        Write(_latest());
        if (isTerminal) output.WriteLine();
        (_latest, _shown, _width) = (null, 0, 0);
    }

    private void Write(string text)
    {
        if (!isTerminal)
        {
            output.WriteLine(text);
            return;
        }
        output.Write('\r' + text.PadRight(_width));
        _width = text.Length;
    }
}
