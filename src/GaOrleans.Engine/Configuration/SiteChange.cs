namespace GaOrleans.Engine.Configuration;

/// <summary>What became of a site, in words for the audit log.</summary>
public static class SiteChange
{
    /// <summary>What is different, such as <c>domain a.example to b.example; currency EUR to USD</c>; empty when nothing is.</summary>
    public static string Describe(Site before, Site after)
    {
        var changes = new List<string>();
        Add("domain", before.Domain, after.Domain);
        Add("zone", before.Timezone, after.Timezone);
        Add("currency", before.Currency, after.Currency);
        return string.Join("; ", changes);

        void Add(string name, string from, string to)
        {
            if (from != to) changes.Add($"{name} {from} to {to}");
        }
    }
}
