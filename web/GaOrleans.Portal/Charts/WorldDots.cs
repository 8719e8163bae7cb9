using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace GaOrleans.Portal.Charts;

/// <summary>
/// The countries of the world as dots on a grid of <see cref="Columns"/> by <see cref="Rows"/>; <c>world-dots.txt</c> says where it is from. Of each country there is
/// one path of horizontal lines, which the style draws as dots: a dash of no length with round ends at every whole number.
/// </summary>
public static class WorldDots
{
    /// <summary>Width of the grid.</summary>
    public const int Columns = 240;

    /// <summary>Height of the grid.</summary>
    public const int Rows = 112;

    /// <summary>Paths by ISO 3166-1 alpha-2 code, upper case.</summary>
    public static FrozenDictionary<string, string> Paths { get; } = Read();

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("world-dots.txt")!, Encoding.UTF8);
        var paths = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        int row = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            ReadRow(line, row++, paths);
        }

        return paths.ToFrozenDictionary(path => path.Key, path => path.Value.ToString(), StringComparer.Ordinal);
    }

    private static void ReadRow(string line, int row, Dictionary<string, StringBuilder> paths)
    {
        int column = 0;
        foreach (string run in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isSea = char.IsAsciiDigit(run[0]);
            int count = isSea ? int.Parse(run, null) : run.Length > 2 ? int.Parse(run.AsSpan(2), null) : 1;
            if (!isSea)
            {
                if (!paths.TryGetValue(run[..2], out StringBuilder? path)) paths[run[..2]] = path = new StringBuilder();
                // A little longer than to the last dot, so that rounding never loses it.
                path.Append('M').Append(column).Append(".5 ").Append(row).Append(".5h").Append(count - 1).Append(".1");
            }

            column += count;
        }
    }
}
