using System.Globalization;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// Searches of staff. Everything is looked at once, and only a page is kept: with a million merchants that is some tens of milliseconds and no copy of them.
/// </summary>
internal static class ConfigurationSearch
{
    public static IReadOnlyList<Merchant> Merchants(ConfigurationIndex index, string text, int after, int count)
    {
        string wanted = text.Trim();
        long number = NumberOf(wanted);
        return Page(index.AllMerchants(), entry => entry.Merchant.Id, after, count,
            entry => wanted.Length == 0 || entry.Merchant.Id == number || Has(entry.Merchant.Name, wanted) || HasSite(entry, wanted)).ConvertAll(entry => entry.Merchant);
    }

    public static IReadOnlyList<Site> Sites(ConfigurationIndex index, string text, int after, int count)
    {
        string wanted = text.Trim();
        long number = NumberOf(wanted);
        return Page(index.AllSites(), site => site.Id, after, count, site => wanted.Length == 0 || site.Id == number || Has(site.Domain, wanted));
    }

    public static IReadOnlyList<ApiKey> Keys(ConfigurationIndex index, string text, long after, int count)
    {
        string wanted = text.Trim();
        long number = NumberOf(wanted);
        return Page(index.AllKeys(), key => key.Id, after, count, key => wanted.Length == 0 || key.Id == number || Has(key.Name, wanted)
            // Whoever has the whole secret finds the key by it as well.
            || (key.Prefix.Length > 0 && (key.Prefix.StartsWith(wanted, StringComparison.Ordinal) || wanted.StartsWith(key.Prefix, StringComparison.Ordinal)))
            || (index.FindMerchant(key.MerchantId) is { } merchant && Has(merchant.Name, wanted)));
    }

    // The smallest numbers behind a number, in a heap whose top is the largest of them.
    private static List<T> Page<T>(IEnumerable<T> all, Func<T, long> numberOf, long after, int count, Func<T, bool> isWanted)
    {
        var kept = new PriorityQueue<T, long>(count + 1);
        foreach (T one in all)
        {
            long number = numberOf(one);
            if (number <= after || (kept.Count == count && number > numberOf(kept.Peek())) || !isWanted(one)) continue;
            kept.Enqueue(one, -number);
            if (kept.Count > count) kept.Dequeue();
        }

        var page = new List<T>(kept.Count);
        while (kept.TryDequeue(out T? one, out _)) page.Add(one);
        page.Reverse();
        return page;
    }

    private static bool HasSite(MerchantEntry entry, string wanted)
    {
        foreach ((string domain, _) in entry.Sites)
        {
            if (Has(domain, wanted)) return true;
        }

        return false;
    }

    private static bool Has(string text, string wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static long NumberOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
}
