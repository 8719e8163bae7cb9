using System.Globalization;
using System.Text;

namespace GaOrleans.Portal.Charts;

/// <summary>
/// Turns values into the paths of an SVG of <see cref="Width"/> by <see cref="Height"/>, which the browser stretches to the room that there is. Where a value is
/// missing the line is broken.
/// </summary>
public static class LineShape
{
    /// <summary>Width of the drawing.</summary>
    public const double Width = 1000;

    /// <summary>Height of the drawing.</summary>
    public const double Height = 100;

    /// <summary>Where a slot stands: at points from edge to edge, or in the middle of bars.</summary>
    public static double X(int slot, int slots, bool bars)
    {
        if (bars) return (slot + 0.5) / slots * Width;
        return slots < 2 ? Width / 2 : (double)slot / (slots - 1) * Width;
    }

    /// <summary>How far down a value stands.</summary>
    public static double Y(double value, double top) => top > 0 ? Height - Math.Clamp(value / top, 0, 1) * Height : Height;

    /// <summary>A line through the values from one slot to another, both included.</summary>
    public static string Line(IReadOnlyList<double?> values, int slots, double top, int from, int to)
    {
        var path = new StringBuilder();
        bool drawing = false;
        for (int i = from; i <= to && i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                path.Append(drawing ? 'L' : 'M');
                Point(path, X(i, slots, bars: false), Y(value, top));
                // A value alone between gaps is a dot.
                if (!drawing && (i == to || i + 1 >= values.Count || values[i + 1] is null)) path.Append("h0");
            }

            drawing = values[i] is not null;
        }

        return path.ToString();
    }

    /// <summary>The area under such a line.</summary>
    public static string Area(IReadOnlyList<double?> values, int slots, double top)
    {
        var path = new StringBuilder();
        int start = -1;
        for (int i = 0; i <= values.Count; i++)
        {
            bool there = i < values.Count && values[i] is not null;
            if (there && start < 0)
            {
                start = i;
                path.Append('M');
                Point(path, X(i, slots, bars: false), Height);
            }

            if (there)
            {
                path.Append('L');
                Point(path, X(i, slots, bars: false), Y(values[i]!.Value, top));
            }
            else if (start >= 0)
            {
                path.Append('L');
                Point(path, X(i - 1, slots, bars: false), Height);
                path.Append('Z');
                start = -1;
            }
        }

        return path.ToString();
    }

    /// <summary>A bar of a slot, one of several side by side.</summary>
    public static string Bar(double value, int slot, int slots, double top, int which, int of)
    {
        double room = Width / slots, width = room * 0.76 / of;
        double left = slot * room + room * 0.12 + which * width, high = Y(value, top);
        return $"M{N(left)} {N(Height)}V{N(high)}H{N(left + width)}V{N(Height)}Z";
    }

    /// <summary>A number as SVG takes it.</summary>
    public static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Point(StringBuilder path, double x, double y) => path.Append(N(x)).Append(' ').Append(N(y));
}
