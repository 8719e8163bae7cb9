using System.Text;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Writes notices as plain text.</summary>
internal static class TextNotice
{
    private const int LabelColumns = 40;

    /// <summary>Writes one.</summary>
    public static string Write(NoticePage page)
    {
        var text = new StringBuilder();
        text.Append(page.Title).Append('\n').Append(page.Site).Append(", ").Append(page.When).Append("\n\n");
        foreach (string line in page.Lines) text.Append(line).Append('\n');
        if (page.Lines.Count > 0) text.Append('\n');
        foreach (NoticeFigure figure in page.Figures)
        {
            text.Append(figure.Label.PadRight(LabelColumns)).Append(' ').Append(figure.Text);
            if (figure.Change is not null) text.Append("  (").Append(figure.Change).Append(')');
            text.Append('\n');
        }

        foreach (NoticeList list in page.Lists) Append(text, list);
        if (page.View is not null) text.Append("\nSee more: ").Append(page.View.AbsoluteUri).Append('\n');
        text.Append("\n-- \n").Append(page.Reason).Append('\n');
        if (page.Unsubscribe is not null) text.Append("Unsubscribe: ").Append(page.Unsubscribe.AbsoluteUri).Append('\n');
        return text.ToString();
    }

    private static void Append(StringBuilder text, NoticeList list)
    {
        text.Append('\n').Append(list.Title).Append(" (").AppendJoin(", ", list.Headers).Append(")\n");
        if (list.Rows.Count == 0) text.Append("  nothing in this time\n");
        foreach (NoticeRow row in list.Rows) text.Append("  ").Append(row.Label.PadRight(LabelColumns)).Append(' ').AppendJoin("  ", row.Cells).Append('\n');
        if (list.Left > 0) text.Append("  and ").Append(list.Left).Append(" more\n");
    }
}
