namespace GaOrleans.Embedded.Archive;

/// <summary>A line of the manifest: a range of log offsets that is archived, or lost for good.</summary>
internal sealed record ManifestEntry
{
    /// <summary>The partition.</summary>
    public required int Partition { get; init; }

    /// <summary>The first offset.</summary>
    public required long First { get; init; }

    /// <summary>The offset after the last.</summary>
    public required long Next { get; init; }

    /// <summary>The files, by hour of receipt; empty for a loss.</summary>
    public IReadOnlyList<ManifestFile> Files { get; init; } = [];

    /// <summary>Size of the index file.</summary>
    public int IndexBytes { get; init; }

    /// <summary>CRC-32C of the index file.</summary>
    public uint IndexCrc { get; init; }

    /// <summary>Why the range is lost; null for an archived one.</summary>
    public string? Lost { get; init; }
}
