using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>
/// The client part of an encoded hit: eight texts, each behind its length, in the order of <see cref="ClientInfo"/>'s parameters.
/// A bucket keeps it as one dictionary value, because the parts go together: few visitors share a device, system and place by chance.
/// </summary>
public static class ClientSection
{
    /// <summary>Number of texts.</summary>
    public const int FieldCount = 8;

    /// <summary>Writes the section.</summary>
    public static void Write(ClientInfo client, ref ByteWriter to)
    {
        to.Text(client.Country);
        to.Text(client.Region);
        to.Text(client.City);
        to.Text(client.Device);
        to.Text(client.Browser);
        to.Text(client.BrowserVersion);
        to.Text(client.Os);
        to.Text(client.OsVersion);
    }

    /// <summary>Reads the section; parts that are missing are empty.</summary>
    public static ClientInfo Read(ReadOnlySpan<byte> section)
    {
        var from = new ByteReader(section);
        return new ClientInfo(from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text(), from.Text());
    }

    /// <summary>Whether the bytes are a well-formed section.</summary>
    public static bool IsValid(ReadOnlySpan<byte> section) => SectionTexts.AreExactly(FieldCount, section);

    /// <summary>The text of one field as UTF-8; <paramref name="field"/> counts from 0 in the order of <see cref="ClientInfo"/>.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> section, int field) => SectionTexts.At(field, section);
}
