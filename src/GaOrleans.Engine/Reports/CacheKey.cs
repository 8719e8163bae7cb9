using GaOrleans.Core.Encoding;

namespace GaOrleans.Engine.Reports;

/// <summary>Where an answer is kept. Two queries may share a key; the entry's own bytes decide.</summary>
internal readonly record struct CacheKey(int Site, ReportFormat Format, ulong QueryHash)
{
    /// <summary>The key of a query.</summary>
    public static CacheKey Of(int site, ReportFormat format, ReadOnlySpan<byte> query) => new(site, format, Hash64.Of(query));
}
