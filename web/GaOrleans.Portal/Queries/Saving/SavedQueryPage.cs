namespace GaOrleans.Portal.Queries.Saving;

/// <summary>A page of a list of saved queries that may be long.</summary>
/// <param name="Items">What it shows.</param>
/// <param name="Number">Which page it is, from 1.</param>
/// <param name="Pages">How many there are, at least 1.</param>
/// <param name="Found">Queries on all of them.</param>
public sealed record SavedQueryPage(IReadOnlyList<SavedQuery> Items, int Number, int Pages, int Found)
{
    /// <summary>Queries of a page.</summary>
    public const int Size = 50;

    /// <summary>Where the first of the page stands among all that were found, from 1.</summary>
    public int First => ((Number - 1) * Size) + 1;

    /// <summary>The page of those that have all words of a text in their names or descriptions, in any case.</summary>
    /// <param name="all">All queries.</param>
    /// <param name="text">The words; empty for all queries.</param>
    /// <param name="number">Which page; the nearest where there is none of the number.</param>
    /// <param name="latestFirst">Those that were saved last first, instead of by name.</param>
    public static SavedQueryPage Of(IReadOnlyList<SavedQuery> all, string text, int number, bool latestFirst)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        SavedQuery[] found = [.. all.Where(query => Array.TrueForAll(words, word => Has(query, word)))];
        IEnumerable<SavedQuery> ordered = latestFirst ? found.OrderByDescending(query => query.Version.ChangedMs) : found.OrderBy(query => query.Name, StringComparer.OrdinalIgnoreCase);
        int pages = Math.Max(1, (found.Length + Size - 1) / Size), page = Math.Clamp(number, 1, pages);
        return new SavedQueryPage([.. ordered.Skip((page - 1) * Size).Take(Size)], page, pages, found.Length);
    }

    private static bool Has(SavedQuery query, string word) =>
        query.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || query.Card.Description.Contains(word, StringComparison.OrdinalIgnoreCase);
}
