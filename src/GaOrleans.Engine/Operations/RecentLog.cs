using System.Text.RegularExpressions;

namespace GaOrleans.Engine.Operations;

/// <summary>The last warnings and errors of a process, in memory. Safe for concurrent use.</summary>
public sealed partial class RecentLog
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 200;

    /// <summary>The longest text that is kept, in characters.</summary>
    public const int LongestText = 600;

    private readonly Queue<LogLine> _lines = new(Kept);

    /// <summary>Adds one; the oldest goes when there are too many.</summary>
    public void Add(long timeMs, bool isError, string source, string text)
    {
        var line = new LogLine(timeMs, isError, source, Clean(text));
        lock (_lines)
        {
            if (_lines.Count == Kept) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    /// <summary>The newest, newest first.</summary>
    public IReadOnlyList<LogLine> Latest(int count)
    {
        lock (_lines) return [.. _lines.Reverse().Take(count)];
    }

    // Messages are not meant to hold secrets. Should one do, it goes no further than the log itself: keys and tokens are long runs of letters and digits.
    private static string Clean(string text)
    {
        string cut = text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
        return Assigned().Replace(Token().Replace(cut, "[…]"), "${what}=[…]");
    }

    [GeneratedRegex("[A-Za-z0-9_+/=-]{28,}", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("(?i)(?<what>password|secret|token|key)=[^ &;,]+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Assigned();
}
