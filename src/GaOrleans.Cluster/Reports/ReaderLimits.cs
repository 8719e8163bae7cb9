namespace GaOrleans.Cluster.Reports;

/// <summary>What reading for reports may take.</summary>
internal sealed record ReaderLimits
{
    /// <summary>Memory of the views kept, in bytes.</summary>
    public long ViewBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Memory of all sites' symbols, in bytes.</summary>
    public long SymbolBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Memory of one site's symbols, in bytes.</summary>
    public long SymbolBytesOfASite { get; init; } = 128L * 1024 * 1024;

    /// <summary>How long what does not answer is asked again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
