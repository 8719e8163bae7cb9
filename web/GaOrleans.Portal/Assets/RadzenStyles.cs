using System.Text;

namespace GaOrleans.Portal.Assets;

/// <summary>
/// Takes from Radzen's Material theme the rules of the few components that <c>Look</c> is built upon: a twentieth of its size, without its fonts. Its variables
/// stay as they are; <c>css/radzen-theme.css</c> then gives them the values of our own tokens.
/// </summary>
internal static class RadzenStyles
{
    private static readonly string[] Parts =
    [
        "rz-textbox", "rz-numeric", "rz-spinner", "rz-dropdown", "rz-datepicker", "rz-calendar", "rz-inputtext", "rz-popup", "rz-multiselect", "rz-placeholder",
        "rz-chkbox", "rz-switch",
    ];

    private static readonly string[] Variables = ["--rz-input", "--rz-numeric", "--rz-dropdown", "--rz-datepicker", "--rz-calendar", "--rz-popup", "--rz-multiselect", "--rz-chkbox", "--rz-switch", "--rz-form"];

    /// <summary>The rules, in their order.</summary>
    /// <param name="sheet">The theme's style sheet.</param>
    public static string Select(string sheet)
    {
        var selected = new StringBuilder();
        int start = 0, depth = 0;
        for (int i = 0; i < sheet.Length; i++)
        {
            if (sheet[i] == '{') depth++;
            if (sheet[i] != '}' || --depth > 0) continue;
            Add(selected, sheet.AsSpan(start, i + 1 - start).Trim());
            start = i + 1;
        }

        return selected.ToString();
    }

    private static void Add(StringBuilder selected, ReadOnlySpan<char> rule)
    {
        int open = rule.IndexOf('{');
        ReadOnlySpan<char> selector = rule[..open];
        // At-rules are fonts, keyframes, and layouts for widths that we do ourselves.
        if (selector.StartsWith("@", StringComparison.Ordinal)) return;
        if (selector.StartsWith(":root", StringComparison.Ordinal)) AddVariables(selected, rule[(open + 1)..^1]);
        else if (NamesPart(selector)) selected.Append(rule).Append('\n');
    }

    private static void AddVariables(StringBuilder selected, ReadOnlySpan<char> declarations)
    {
        selected.Append(":root{");
        foreach (Range one in declarations.Split(';'))
        {
            ReadOnlySpan<char> declaration = declarations[one];
            foreach (string name in Variables)
            {
                if (!declaration.StartsWith(name, StringComparison.Ordinal)) continue;
                selected.Append(declaration).Append(';');
                break;
            }
        }

        selected.Append("}\n");
    }

    private static bool NamesPart(ReadOnlySpan<char> selector)
    {
        foreach (string part in Parts)
        {
            if (selector.Contains(part, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
