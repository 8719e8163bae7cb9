namespace GaOrleans.Core.Hits;

/// <summary>What one hit may hold. Sizes are in bytes of UTF-8 unless the name says otherwise.</summary>
public static class HitLimits
{
    /// <summary>Characters of an event's name.</summary>
    public const int NameCharacters = 120;

    /// <summary>A page address.</summary>
    public const int UrlBytes = 2000;

    /// <summary>A referrer; longer ones are cut.</summary>
    public const int ReferrerBytes = 2000;

    /// <summary>Properties of an event; further ones are left out.</summary>
    public const int PropsCount = 30;

    /// <summary>A property's key; longer ones are cut.</summary>
    public const int PropKeyBytes = 300;

    /// <summary>A property's value; longer ones are cut.</summary>
    public const int PropValueBytes = 2000;

    /// <summary>Characters of an event id.</summary>
    public const int EventIdCharacters = 64;

    /// <summary>Largest encoded hit. Follows from the limits above with room for enrichment.</summary>
    public const int EncodedBytes = 96 * 1024;
}
