namespace GaOrleans.Core.Enrichment;

/// <summary>Reads percent-encoded query values.</summary>
public static class PercentEncoding
{
    /// <summary>
    /// The text of a query value: <c>+</c> is a blank, <c>%XX</c> a byte, a stray <c>%</c> itself; what is then no UTF-8 becomes U+FFFD,
    /// control characters are left out, blanks at both ends are cut.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return "";
        byte[] bytes = new byte[value.Length];
        int length = Decode(value, bytes);
        return System.Text.Encoding.UTF8.GetString(bytes, 0, length).Trim();
    }

    private static int Decode(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        int length = 0;
        for (int i = 0; i < value.Length; i++)
        {
            byte next = value[i];
            if (next == '+') next = (byte)' ';
            else if (next == '%' && i + 2 < value.Length && IsHex(value[i + 1]) && IsHex(value[i + 2]))
            {
                next = (byte)((Hex(value[i + 1]) << 4) | Hex(value[i + 2]));
                i += 2;
            }

            if (next >= ' ' && next != 0x7F) destination[length++] = next;
        }

        return length;
    }

    private static bool IsHex(byte letter) => char.IsAsciiHexDigit((char)letter);

    private static int Hex(byte letter) => letter <= '9' ? letter - '0' : (letter & 0xDF) - 'A' + 10;
}
