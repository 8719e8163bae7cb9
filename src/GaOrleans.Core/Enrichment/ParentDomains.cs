namespace GaOrleans.Core.Enrichment;

/// <summary>Walks from a host to its parent domains.</summary>
internal static class ParentDomains
{
    private const int LabelsMost = 6;

    /// <summary>The host, cut to its last six labels: no table has longer entries, and a host of a hundred labels shall not cost a hundred look-ups.</summary>
    public static string Start(string host)
    {
        int at = host.Length;
        for (int labels = 0; labels < LabelsMost && at > 0; labels++) at = host.LastIndexOf('.', at - 1);
        return at <= 0 ? host : host[(at + 1)..];
    }

    /// <summary>The domain above; null when there is none.</summary>
    public static string? Above(string host)
    {
        int dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : host[(dot + 1)..];
    }
}
