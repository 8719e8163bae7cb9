namespace GaOrleans.Portal.Look;

/// <summary>Ids that tie labels, hints and headings to what they belong to; each is given once in a process.</summary>
public static class ElementIds
{
    private static long _last;

    /// <summary>The next one.</summary>
    /// <param name="kind">What it begins with.</param>
    public static string Next(string kind) => $"{kind}-{Interlocked.Increment(ref _last)}";
}
