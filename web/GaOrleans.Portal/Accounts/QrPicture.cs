using System.Globalization;
using System.Net;
using System.Text;

namespace GaOrleans.Portal.Accounts;

/// <summary>Draws a QR code as SVG.</summary>
internal static class QrPicture
{
    // Readers want a free margin of four modules.
    private const int Margin = 4;

    /// <summary>The picture, black on white in every theme, since readers want it so; empty when the text is too long for one.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="label">What it is, for those who do not see it.</param>
    public static string Svg(string text, string label)
    {
        if (QrCode.Encode(text) is not { } modules) return "";
        int size = modules.GetLength(0), whole = size + (2 * Margin);
        var path = new StringBuilder();
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                if (modules[y, x]) path.Append(CultureInfo.InvariantCulture, $"M{x + Margin} {y + Margin}h1v1h-1z");
            }
        }

        return $"<svg class=\"ga-qr-picture\" viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">"
            + $"<rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>";
    }
}
