namespace GaOrleans.Portal.Accounts;

/// <summary>How hard a masked QR code is to read: section 7.8.3 of the standard. Any mask can be read; the smallest penalty reads best.</summary>
internal static class QrPenalty
{
    private const int Run = 3, Block = 3, FinderLike = 40, Balance = 10;

    private static readonly bool[] Finder = [true, false, true, true, true, false, true];

    /// <summary>The penalty of a grid.</summary>
    public static int Of(bool[,] black)
    {
        int size = black.GetLength(0), penalty = 0, dark = 0;
        for (int i = 0; i < size; i++)
        {
            int row = i;
            penalty += OfLine(size, at => black[row, at]) + OfLine(size, at => black[at, row]);
        }

        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                if (black[y, x]) dark++;
                if (y + 1 < size && x + 1 < size && black[y, x] == black[y, x + 1] && black[y, x] == black[y + 1, x] && black[y, x] == black[y + 1, x + 1]) penalty += Block;
            }
        }

        return penalty + (Math.Abs((dark * 20) - (size * size * 10)) / (size * size) * Balance);
    }

    private static int OfLine(int size, Func<int, bool> at)
    {
        int penalty = 0, run = 0;
        for (int i = 0; i < size; i++)
        {
            run = i > 0 && at(i) == at(i - 1) ? run + 1 : 1;
            if (run == 5) penalty += Run;
            else if (run > 5) penalty++;
            if (i + Finder.Length <= size && IsFinder(at, i) && (IsFree(size, at, i - 4) || IsFree(size, at, i + Finder.Length))) penalty += FinderLike;
        }

        return penalty;
    }

    private static bool IsFinder(Func<int, bool> at, int from)
    {
        for (int i = 0; i < Finder.Length; i++)
        {
            if (at(from + i) != Finder[i]) return false;
        }

        return true;
    }

    // Four light modules; beyond the edge all is light.
    private static bool IsFree(int size, Func<int, bool> at, int from)
    {
        for (int i = from; i < from + 4; i++)
        {
            if (i >= 0 && i < size && at(i)) return false;
        }

        return true;
    }
}
