namespace GaOrleans.Silo.Launching;

/// <summary>
/// What a silo tells the launcher that started it, as lines of its output: a control character, a word, and what is to be shown of it.
/// All other lines are meant for people.
/// </summary>
internal static class LauncherLine
{
    /// <summary>The silo serves.</summary>
    public const string Ready = "ready";

    /// <summary>The silo set up the demo merchant; with what is shown of it, this once.</summary>
    public const string First = "first";

    private const char Mark = '\u0001', LineBreak = '\u0002';

    /// <summary>Writes such a line.</summary>
    public static void Write(string word, string text = "")
    {
        Console.Out.WriteLine($"{Mark}{word} {text.Replace("\r", "", StringComparison.Ordinal).Replace('\n', LineBreak)}");
        Console.Out.Flush();
    }

    /// <summary>Reads a line of a silo's output.</summary>
    /// <returns>The word and its text; null when the line is meant for people.</returns>
    public static (string Word, string Text)? TryRead(string line)
    {
        if (line.Length == 0 || line[0] != Mark) return null;
        int end = line.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (line[1..], "") : (line[1..end], line[(end + 1)..].Replace(LineBreak, '\n'));
    }
}
