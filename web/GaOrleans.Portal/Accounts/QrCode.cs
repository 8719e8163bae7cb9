using System.Text;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Makes QR codes (ISO/IEC 18004:2015) of texts, as bytes, with correction level L, in the smallest of the versions 1 to 13: up to 425 bytes. That is
/// enough for what it is used for, the links that authenticator apps read.
/// </summary>
internal static class QrCode
{
    private const int ByteMode = 0b0100;

    /// <summary>Table 9: for each version the bytes of correction of a block, and the bytes of data of each block.</summary>
    private static readonly (int Correction, int[] Blocks)[] Versions =
    [
        (7, [19]), (10, [34]), (15, [55]), (20, [80]), (26, [108]), (18, [68, 68]), (20, [78, 78]), (24, [97, 97]), (30, [116, 116]),
        (18, [68, 68, 69, 69]), (20, [81, 81, 81, 81]), (24, [92, 92, 93, 93]), (26, [107, 107, 107, 107]),
    ];

    /// <summary>The modules by row and column, true for black; null when the text is too long.</summary>
    public static bool[,]? Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int version = 1; version <= Versions.Length; version++)
        {
            (int correction, int[] blocks) = Versions[version - 1];
            if (DataOf(bytes, version, blocks.Sum()) is { } data) return new QrGrid(version).Fill(Interleave(data, blocks, correction));
        }

        return null;
    }

    // Section 7.4: mode, length, bytes, the end, and padding; null when it does not fit.
    private static byte[]? DataOf(byte[] bytes, int version, int capacity)
    {
        int lengthBits = version < 10 ? 8 : 16;
        if (4 + lengthBits + (8 * bytes.Length) > 8 * capacity) return null;
        var bits = new List<bool>(8 * capacity);
        Append(bits, ByteMode, 4);
        Append(bits, bytes.Length, lengthBits);
        foreach (byte b in bytes) Append(bits, b, 8);
        Append(bits, 0, Math.Min(4, (8 * capacity) - bits.Count));
        while (bits.Count % 8 != 0) bits.Add(false);
        for (int pad = 0xEC; bits.Count < 8 * capacity; pad ^= 0xEC ^ 0x11) Append(bits, pad, 8);
        var data = new byte[capacity];
        for (int i = 0; i < bits.Count; i++)
        {
            if (bits[i]) data[i / 8] |= (byte)(0x80 >> (i % 8));
        }

        return data;
    }

    // Section 7.6: bytes of all blocks in turn, those of data first.
    private static byte[] Interleave(byte[] data, int[] blocks, int correction)
    {
        var parts = new List<(byte[] Data, byte[] Correction)>();
        int at = 0;
        foreach (int length in blocks)
        {
            byte[] block = data[at..(at + length)];
            parts.Add((block, ReedSolomon.Correction(block, correction)));
            at += length;
        }

        var all = new List<byte>();
        for (int i = 0; i < blocks.Max(); i++) all.AddRange(parts.Where(part => i < part.Data.Length).Select(part => part.Data[i]));
        for (int i = 0; i < correction; i++) all.AddRange(parts.Select(part => part.Correction[i]));
        return [.. all];
    }

    private static void Append(List<bool> bits, int value, int count)
    {
        for (int i = count - 1; i >= 0; i--) bits.Add((value >> i & 1) != 0);
    }
}
