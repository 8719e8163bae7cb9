using System.Text;
using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>QR codes, read back by a reader written from the standard and not from the writer: it knows nothing of how the modules got there.</summary>
public sealed class QrCodeTests
{
    public static TheoryData<int> Lengths() => [1, 17, 18, 32, 53, 78, 106, 120, 134, 154, 192, 230, 231, 271, 300, 321, 367, 425];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Code_IsReadBack_WhateverItsLength(int length)
    {
        string text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('!' + ((i * 31) + length) % 90)));
        Assert.Equal(text, QrReader.Read(QrCode.Encode(text)!));
    }

    [Fact]
    public void Code_IsReadBack_OfALinkForApps()
    {
        string link = Totp.LinkOf(Totp.MakeKey(), "ann+größe@shop.example", "GaOrleans");
        Assert.Equal(link, QrReader.Read(QrCode.Encode(link)!));
    }

    [Fact]
    public void Code_IsNone_WhenTheTextIsTooLong()
    {
        Assert.Null(QrCode.Encode(new string('x', 426)));
        Assert.Equal("", QrPicture.Svg(new string('x', 426), "label"));
    }

    [Fact]
    public void Picture_SaysWhatItIs_WithoutBecomingMarkup() => Assert.Contains("aria-label=\"&lt;b&gt;&quot;\"", QrPicture.Svg("x", "<b>\""), StringComparison.Ordinal);

    // ISO/IEC 18004, table C.1: format information of level L for each mask; figure D: version information of versions 7 and 13.
    [Fact]
    public void Code_HasTheFormatAndVersionOfTheStandard()
    {
        string[] formats = ["111011111000100", "111001011110011", "111110110101010", "111100010011101", "110011000101111", "110001100011000", "110110001000001", "110100101110110"];
        Assert.Contains(QrReader.FormatOf(QrCode.Encode("x")!), formats);
        Assert.Equal("000111110010010100", QrReader.VersionOf(QrCode.Encode(new string('x', 150))!));
        Assert.Equal("001101100001000111", QrReader.VersionOf(QrCode.Encode(new string('x', 420))!));
    }

    /// <summary>Reads codes of level L in byte mode.</summary>
    private static class QrReader
    {
        private static readonly int[] Groups = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4];
        private static readonly int[] CorrectionBytes = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26];
        private static readonly int[] TotalBytes = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404, 466, 532];

        public static string FormatOf(bool[,] code) => string.Concat(FormatCells().Select(cell => code[cell.Y, cell.X] ? '1' : '0'));

        public static string VersionOf(bool[,] code)
        {
            int size = code.GetLength(0);
            return string.Concat(Enumerable.Range(0, 18).Reverse().Select(i => code[i / 3, size - 11 + (i % 3)] ? '1' : '0'));
        }

        public static string Read(bool[,] code)
        {
            int size = code.GetLength(0), version = (size - 17) / 4;
            int mask = Convert.ToInt32(FormatOf(code), 2) ^ 0x5412;
            Assert.Equal(0b01, mask >> 13);
            byte[] all = Bits(code, mask >> 10 & 7, size, version).Chunk(8).Where(bits => bits.Length == 8).Select(bits => (byte)bits.Aggregate(0, (sum, bit) => (sum << 1) | (bit ? 1 : 0))).Take(TotalBytes[version - 1]).ToArray();
            byte[] data = Blocks(all, version);
            bool[] stream = [.. data.SelectMany(b => Enumerable.Range(0, 8).Select(i => (b >> (7 - i) & 1) != 0))];
            int at = 0;
            Assert.Equal(0b0100, Take(stream, ref at, 4));
            int length = Take(stream, ref at, version < 10 ? 8 : 16);
            return Encoding.UTF8.GetString([.. Enumerable.Range(0, length).Select(_ => (byte)Take(stream, ref at, 8))]);
        }

        private static byte[] Blocks(byte[] all, int version)
        {
            int groups = Groups[version - 1], correction = CorrectionBytes[version - 1], data = all.Length - (groups * correction), shorter = data / groups, longer = data % groups;
            var blocks = Enumerable.Range(0, groups).Select(_ => new List<byte>()).ToArray();
            int at = 0;
            for (int i = 0; i <= shorter; i++)
            {
                for (int block = 0; block < groups; block++)
                {
                    if (i < shorter || block >= groups - longer) blocks[block].Add(all[at++]);
                }
            }

            byte[] read = [.. blocks.SelectMany(block => block)];
            for (int i = 0; i < correction; i++) foreach (List<byte> block in blocks) block.Add(all[at++]);
            // Without a fault each block, as a polynomial, is zero at every root of the generator.
            foreach (List<byte> block in blocks)
            {
                int root = 1;
                for (int i = 0; i < correction; i++, root = ReedSolomon.Multiply(root, 2)) Assert.Equal(0, block.Aggregate(0, (sum, b) => ReedSolomon.Multiply(sum, root) ^ b));
            }

            return read;
        }

        private static IEnumerable<bool> Bits(bool[,] code, int mask, int size, int version)
        {
            bool up = true;
            for (int right = size - 1; right > 0; right -= right == 8 ? 3 : 2, up = !up)
            {
                foreach (int y in up ? Enumerable.Range(0, size).Reverse() : Enumerable.Range(0, size))
                {
                    foreach (int x in new[] { right, right - 1 })
                    {
                        if (!IsFunction(y, x, size, version)) yield return code[y, x] ^ Masked(mask, y, x);
                    }
                }
            }
        }

        private static bool IsFunction(int y, int x, int size, int version)
        {
            if (y == 6 || x == 6) return true;
            if ((y < 9 && x < 9) || (y < 9 && x >= size - 8) || (y >= size - 8 && x < 9)) return true;
            if (version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11))) return true;
            if (version == 1) return false;
            int last = size - 7;
            int[] centres = version < 7 ? [6, last] : [6, 6 + ((last - 6) / 2), last];
            return centres.Any(cy => centres.Any(cx => Math.Abs(cy - y) <= 2 && Math.Abs(cx - x) <= 2 && !(cy == 6 && cx == 6) && !(cy == 6 && cx == last) && !(cy == last && cx == 6)));
        }

        private static bool Masked(int mask, int y, int x) => mask switch
        {
            0 => (y + x) % 2 == 0,
            1 => y % 2 == 0,
            2 => x % 3 == 0,
            3 => (y + x) % 3 == 0,
            4 => ((y / 2) + (x / 3)) % 2 == 0,
            5 => ((y * x) % 2) + ((y * x) % 3) == 0,
            6 => (((y * x) % 2) + ((y * x) % 3)) % 2 == 0,
            _ => (((y + x) % 2) + ((y * x) % 3)) % 2 == 0,
        };

        // Figure 25: bits 14 to 0 around the upper left finder.
        private static IEnumerable<(int Y, int X)> FormatCells()
        {
            for (int x = 0; x < 6; x++) yield return (8, x);
            yield return (8, 7);
            yield return (8, 8);
            yield return (7, 8);
            for (int y = 5; y >= 0; y--) yield return (y, 8);
        }

        private static int Take(bool[] stream, ref int at, int count)
        {
            int value = 0;
            for (int i = 0; i < count; i++) value = (value << 1) | (stream[at++] ? 1 : 0);
            return value;
        }
    }
}
