using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>
/// The origin part of an encoded hit: eight texts, each behind its length, in the order of <see cref="OriginInfo"/>'s parameters.
/// A bucket keeps it as one dictionary value.
/// </summary>
public static class OriginSection
{
    /// <summary>Number of texts.</summary>
    public const int FieldCount = 8;

    /// <summary>Writes the section.</summary>
    public static void Write(OriginInfo origin, ref ByteWriter to)
    {
        to.Text(origin.Source);
        to.Text(origin.Referrer);
        to.Text(origin.Channel);
        to.Text(origin.UtmMedium);
        to.Text(origin.UtmSource);
        to.Text(origin.UtmCampaign);
        to.Text(origin.UtmContent);
        to.Text(origin.UtmTerm);
    }

    /// <summary>Reads the section; parts that are missing are empty.</summary>
    public static OriginInfo Read(ReadOnlySpan<byte> section)
    {
        var from = new ByteReader(section);
        return new OriginInfo(from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text());
    }

    /// <summary>Whether the bytes are a well-formed section.</summary>
    public static bool IsValid(ReadOnlySpan<byte> section) => SectionTexts.AreExactly(FieldCount, section);

    /// <summary>The text of one field as UTF-8; <paramref name="field"/> counts from 0 in the order of <see cref="OriginInfo"/>.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> section, int field) => SectionTexts.At(field, section);
}
