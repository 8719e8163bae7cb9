namespace GaOrleans.Core.Enrichment;

/// <summary>What kind of place a known source is; decides its channel.</summary>
public enum SourceCategory : byte
{
    /// <summary>None of the others, or not known.</summary>
    Other,

    /// <summary>A search engine.</summary>
    Search,

    /// <summary>A social network, forum or messenger.</summary>
    Social,

    /// <summary>A video platform.</summary>
    Video,

    /// <summary>A shop or a price comparison.</summary>
    Shopping,

    /// <summary>Web mail or a newsletter service.</summary>
    Email,

    /// <summary>An AI assistant.</summary>
    Assistant,

    /// <summary>A podcast or music platform.</summary>
    Audio,
}
