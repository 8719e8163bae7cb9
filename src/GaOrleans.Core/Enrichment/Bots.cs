using System.Buffers;

namespace GaOrleans.Core.Enrichment;

/// <summary>Tells programs from people by the user agent.</summary>
public static class Bots
{
    private static readonly SearchValues<string> Tokens =
        SearchValues.Create(BotTable.Tokens.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparison.OrdinalIgnoreCase);

    private static readonly string[] PeoplesBeginnings = BotTable.PeoplesBeginnings.Split('|');

    /// <summary>
    /// Whether the user agent is a program's: it does not begin like a browser's, holds a token of <see cref="BotTable"/>, or holds "bot" at
    /// the end of a word. The empty user agent is a program's too, since every browser sends one.
    /// </summary>
    public static bool IsBot(string agent)
    {
        if (!BeginsLikePeoples(agent) && !agent.Contains("CFNetwork/", StringComparison.Ordinal)) return true;
        ReadOnlySpan<char> text = agent;
        return text.ContainsAny(Tokens) || HoldsBot(text) || IsBare(text) || IsOnlyCompatible(text);
    }

    /// <summary>Whether the brands of Sec-CH-UA name a browser that runs without a screen.</summary>
    public static bool IsBotBrand(string brands) => brands.Contains("Headless", StringComparison.OrdinalIgnoreCase);

    private static bool BeginsLikePeoples(string agent)
    {
        foreach (string beginning in PeoplesBeginnings)
        {
            if (agent.StartsWith(beginning, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Browsers name their system in brackets; <c>Mozilla/5.0</c> without any is a program.</summary>
    private static bool IsBare(ReadOnlySpan<char> agent) => agent.StartsWith("Mozilla/") && !agent.Contains('(');

    /// <summary>Of the browsers only Internet Explorer and Konqueror call themselves "compatible".</summary>
    private static bool IsOnlyCompatible(ReadOnlySpan<char> agent) =>
        agent.Contains("(compatible", StringComparison.OrdinalIgnoreCase) && !agent.Contains("MSIE", StringComparison.Ordinal)
        && !agent.Contains("Konqueror", StringComparison.OrdinalIgnoreCase) && !agent.Contains("Trident", StringComparison.Ordinal);

    private static bool HoldsBot(ReadOnlySpan<char> agent)
    {
        for (int from = 0; ;)
        {
            int at = agent[from..].IndexOf("bot", StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            at += from;
            from = at + 3;
            if (EndsWord(agent[from..]) && !IsNoBot(agent, at)) return true;
        }
    }

    private static bool EndsWord(ReadOnlySpan<char> after) =>
        after.IsEmpty || !char.IsAsciiLetter(after[0]) || (after[0] is 's' or 'S' && (after.Length == 1 || !char.IsAsciiLetter(after[1])));

    private static bool IsNoBot(ReadOnlySpan<char> agent, int at)
    {
        foreach (string word in BotTable.NoBots)
        {
            int start = at - word.IndexOf("bot", StringComparison.Ordinal);
            if (start >= 0 && agent[start..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
