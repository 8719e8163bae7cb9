namespace GaOrleans.Portal.Accounts;

/// <summary>The grid of a QR code of one version: the fixed patterns, the path of the data through what is left, and the mask.</summary>
internal sealed class QrGrid
{
    private const int Masks = 8;
    private const int LevelL = 0b01;

    // Annex E: centres of the alignment patterns.
    private static readonly int[][] Alignment =
    [
        [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50], [6, 30, 54], [6, 32, 58], [6, 34, 62],
    ];

    private readonly int _version;
    private readonly int _size;
    private readonly bool[,] _black;
    private readonly bool[,] _fixed;

    /// <summary>The grid without data.</summary>
    /// <param name="version">1 to 13.</param>
    public QrGrid(int version)
    {
        _version = version;
        _size = 17 + (4 * version);
        _black = new bool[_size, _size];
        _fixed = new bool[_size, _size];
        Timing();
        Finder(3, 3);
        Finder(3, _size - 4);
        Finder(_size - 4, 3);
        AlignmentPatterns();
        Format(0);
        VersionBits();
    }

    /// <summary>Puts data in and chooses the mask with the smallest penalty.</summary>
    public bool[,] Fill(byte[] data)
    {
        Place(data);
        int best = 0, least = int.MaxValue;
        for (int mask = 0; mask < Masks; mask++)
        {
            Apply(mask);
            int penalty = QrPenalty.Of(_black);
            if (penalty < least) (best, least) = (mask, penalty);
            Apply(mask);
        }

        Apply(best);
        return _black;
    }

    // Masking twice is not masking; the format is written with each.
    private void Apply(int mask)
    {
        Format(mask);
        for (int y = 0; y < _size; y++)
        {
            for (int x = 0; x < _size; x++)
            {
                if (!_fixed[y, x] && IsMasked(mask, y, x)) _black[y, x] ^= true;
            }
        }
    }

    // Table 10.
    private static bool IsMasked(int mask, int i, int j) => mask switch
    {
        0 => (i + j) % 2 == 0,
        1 => i % 2 == 0,
        2 => j % 3 == 0,
        3 => (i + j) % 3 == 0,
        4 => ((i / 2) + (j / 3)) % 2 == 0,
        5 => (i * j % 2) + (i * j % 3) == 0,
        6 => ((i * j % 2) + (i * j % 3)) % 2 == 0,
        _ => (((i + j) % 2) + (i * j % 3)) % 2 == 0,
    };

    // Section 7.7.3: two columns at a time from the right, upwards and downwards in turn, past the column of the timing pattern.
    private void Place(byte[] data)
    {
        int bit = 0;
        for (int right = _size - 1; right >= 1; right -= 2)
        {
            if (right == 6) right = 5;
            bool upwards = (right + 1 & 2) == 0;
            for (int step = 0; step < _size; step++)
            {
                int y = upwards ? _size - 1 - step : step;
                for (int x = right; x > right - 2; x--)
                {
                    if (_fixed[y, x] || bit >= 8 * data.Length) continue;
                    _black[y, x] = (data[bit / 8] >> (7 - (bit % 8)) & 1) != 0;
                    bit++;
                }
            }
        }
    }

    private void Set(int y, int x, bool black)
    {
        _black[y, x] = black;
        _fixed[y, x] = true;
    }

    private void Timing()
    {
        for (int i = 0; i < _size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
    }

    private void Finder(int cy, int cx)
    {
        for (int dy = -4; dy <= 4; dy++)
        {
            for (int dx = -4; dx <= 4; dx++)
            {
                int y = cy + dy, x = cx + dx, ring = Math.Max(Math.Abs(dy), Math.Abs(dx));
                if (y >= 0 && y < _size && x >= 0 && x < _size) Set(y, x, ring is not (2 or 4));
            }
        }
    }

    private void AlignmentPatterns()
    {
        int[] centres = Alignment[_version - 1];
        foreach (int cy in centres)
        {
            foreach (int cx in centres)
            {
                // Where the finders are, there is none.
                if ((cy == 6 && (cx == 6 || cx == centres[^1])) || (cy == centres[^1] && cx == 6)) continue;
                for (int dy = -2; dy <= 2; dy++)
                {
                    for (int dx = -2; dx <= 2; dx++) Set(cy + dy, cx + dx, Math.Max(Math.Abs(dy), Math.Abs(dx)) != 1);
                }
            }
        }
    }

    // Section 7.9: level and mask with BCH(15, 5), twice, and the one module that is always black.
    private void Format(int mask)
    {
        int data = LevelL << 3 | mask, rest = data;
        for (int i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        int bits = (data << 10 | rest) ^ 0x5412;
        for (int i = 0; i < 15; i++)
        {
            bool black = (bits >> i & 1) != 0;
            if (i < 6) Set(i, 8, black);
            else if (i < 8) Set(i + 1, 8, black);
            else if (i == 8) Set(8, 7, black);
            else Set(8, 14 - i, black);
            if (i < 8) Set(8, _size - 1 - i, black);
            else Set(_size - 15 + i, 8, black);
        }

        Set(_size - 8, 8, true);
    }

    // Section 7.10: from version 7 on, the version with BCH(18, 6), twice.
    private void VersionBits()
    {
        if (_version < 7) return;
        int rest = _version;
        for (int i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
        int bits = _version << 12 | rest;
        for (int i = 0; i < 18; i++)
        {
            bool black = (bits >> i & 1) != 0;
            int far = _size - 11 + (i % 3), near = i / 3;
            Set(near, far, black);
            Set(far, near, black);
        }
    }
}
