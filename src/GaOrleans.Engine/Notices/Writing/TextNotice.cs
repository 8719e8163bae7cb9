using System.Text;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Writes notices as plain text, numbers below each other for whoever reads it in letters of one width.</summary>
internal static class TextNotice
{
    private const int LabelColumns = 40;
    private const string Indent = "  ";

    /// <summary>Writes one.</summary>
    public static string Write(NoticePage page)
    {
        var text = new StringBuilder();
        text.Append(page.Title).Append('\n').Append(page.Site).Append(", ").Append(page.When).Append("\n\n");
        foreach (string line in page.Lines) text.Append(line).Append('\n');
        if (page.Lines.Count > 0) text.Append('\n');
        foreach (NoticeFigure figure in page.Figures) text.Append(figure.Label.PadRight(LabelColumns)).Append(' ').Append(TextOf(figure)).Append('\n');
        foreach (NoticeList list in page.Lists) Append(text, list);
        if (page.View is not null) text.Append("\nSee more: ").Append(page.View.AbsoluteUri).Append('\n');
        text.Append("\n-- \n").Append(page.Reason).Append('\n');
        if (page.Unsubscribe is not null) text.Append("Unsubscribe: ").Append(page.Unsubscribe.AbsoluteUri).Append('\n');
        return text.ToString();
    }

    private static void Append(StringBuilder text, NoticeList list)
    {
        int[] widths = [.. list.Headers.Select((header, i) => list.Rows.Select(row => TextOf(row.Cells[i]).Length).Append(header.Length).Max())];
        AppendLine(text.Append('\n'), list.Title.PadRight(LabelColumns + Indent.Length), list.Headers, widths);
        if (list.Rows.Count == 0) text.Append("  nothing in this time\n");
        foreach (NoticeRow row in list.Rows) AppendLine(text, Indent + row.Label.PadRight(LabelColumns), row.Cells.Select(TextOf), widths);
        if (list.Left > 0) text.Append("  and ").Append(list.Left).Append(" more\n");
    }

    private static void AppendLine(StringBuilder text, string label, IEnumerable<string> cells, int[] widths)
    {
        text.Append(label);
        foreach ((string cell, int width) in cells.Zip(widths)) text.Append(Indent).Append(cell.PadLeft(width));
        text.Append('\n');
    }

    private static string TextOf(NoticeFigure figure) => figure.Change is null ? figure.Text : $"{figure.Text} ({figure.Change})";
}
