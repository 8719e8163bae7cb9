using System.Globalization;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>Names of what merchants save: queries, boards, funnels and the like.</summary>
public static class DocumentName
{
    /// <summary>Characters of a name, as the API has it.</summary>
    public const int MostCharacters = 120;

    /// <summary>Why a name cannot be given; null when it can.</summary>
    public static string? Problem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "Give it a name.";
        if (name.Length > MostCharacters) return $"At most {MostCharacters} characters.";
        if (name.Trim() != name) return "No blanks at the beginning or end.";
        if (name.Any(char.IsControl) || !IsText(name)) return "It holds characters that cannot be shown.";
        return FitsPath(name) ? null : "This name cannot stand in an address: no slashes, percent signs or dots alone, and not “new”.";
    }

    /// <summary>Whether a name can be a segment of a path. Names given through the API need not.</summary>
    public static bool FitsPath(string name) =>
        name is not ("." or ".." or "new" or "") && name.AsSpan().IndexOfAny('/', '\\', '%') < 0 && !name.Any(char.IsControl) && IsText(name) && name.Trim() == name;

    /// <summary>A name for a copy: <c>X copy</c>, <c>X copy 2</c> and so on, whichever is free.</summary>
    public static string ForCopy(string name, IReadOnlyCollection<string> taken)
    {
        for (int number = 1; ; number++)
        {
            string end = number == 1 ? " copy" : $" copy {number}";
            string copy = Cut(name, MostCharacters - end.Length) + end;
            if (!taken.Contains(copy, StringComparer.Ordinal)) return copy;
        }
    }

    /// <summary>The beginning of a text, never with half a character.</summary>
    public static string Cut(string text, int characters)
    {
        int end = 0;
        while (end < text.Length && end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= characters) end = next;
        return text[..end];
    }

    private static bool IsText(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsSurrogate(name[i])) continue;
            if (!char.IsHighSurrogate(name[i]) || i + 1 == name.Length || !char.IsLowSurrogate(name[i + 1])) return false;
            i++;
        }

        return true;
    }
}
