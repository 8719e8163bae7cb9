using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>A run of texts, each behind its length: what sections are made of.</summary>
internal static class SectionTexts
{
    /// <summary>Whether the bytes are exactly so many texts.</summary>
    public static bool AreExactly(int count, ReadOnlySpan<byte> section)
    {
        var from = new ByteReader(section);
        for (int i = 0; i < count; i++) from.Blob();
        return from.AtEnd;
    }

    /// <summary>The text at an index; empty when there is none.</summary>
    public static ReadOnlySpan<byte> At(int index, ReadOnlySpan<byte> section)
    {
        var from = new ByteReader(section);
        for (int i = 0; i < index; i++) from.Blob();
        return from.Blob();
    }
}
