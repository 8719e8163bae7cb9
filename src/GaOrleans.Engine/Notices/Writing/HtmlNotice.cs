using System.Globalization;
using System.Text;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>
/// Writes notices as HTML for mail programs: tables and inline styles only, no image, no script, nothing fetched from elsewhere, so that reading one tells nobody.
/// Every text is encoded here.
/// </summary>
internal static class HtmlNotice
{
    private const string Ink = "#17211f", Soft = "#51605d", Line = "#dfe5e4", Paper = "#ffffff", Desk = "#f5f7f7", Accent = "#0b6e5f", Bar = "#b9dcd4", Good = "#1a7340", Bad = "#b3261e";
    private const string Font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private const int FiguresARow = 3;

    /// <summary>Writes one.</summary>
    public static string Write(NoticePage page)
    {
        var html = new StringBuilder(4096);
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append("<meta name=\"color-scheme\" content=\"light\"><title>").Append(Html(page.Title)).Append("</title></head>");
        html.Append($"<body style=\"margin:0;padding:0;background:{Desk};{Font};color:{Ink}\">");
        html.Append($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:{Desk}\"><tr><td align=\"center\" style=\"padding:24px 12px\">");
        html.Append($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;background:{Paper};border:1px solid {Line};border-radius:12px\">");
        AppendHead(html, page);
        AppendFigures(html, page.Figures);
        foreach (NoticeList list in page.Lists) AppendList(html, list);
        if (page.View is not null) AppendButton(html, page.View);
        html.Append("</table>");
        AppendFoot(html, page);
        return html.Append("</td></tr></table></body></html>").ToString();
    }

    private static void AppendHead(StringBuilder html, NoticePage page)
    {
        html.Append("<tr><td style=\"padding:28px 28px 8px\">");
        html.Append($"<div style=\"font-size:13px;font-weight:600;color:{Accent}\">").Append(Html(page.Site)).Append("</div>");
        html.Append($"<h1 style=\"margin:6px 0 4px;font-size:22px;line-height:1.3;color:{Ink}\">").Append(Html(page.Title)).Append("</h1>");
        html.Append($"<div style=\"font-size:14px;color:{Soft}\">").Append(Html(page.When)).Append("</div>");
        foreach (string line in page.Lines) html.Append($"<p style=\"margin:14px 0 0;font-size:15px;line-height:1.5;color:{Ink}\">").Append(Html(line)).Append("</p>");
        html.Append("</td></tr>");
    }

    private static void AppendFigures(StringBuilder html, IReadOnlyList<NoticeFigure> figures)
    {
        if (figures.Count == 0) return;
        html.Append("<tr><td style=\"padding:12px 20px 4px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\">");
        for (int start = 0; start < figures.Count; start += FiguresARow)
        {
            html.Append("<tr>");
            for (int i = start; i < Math.Min(start + FiguresARow, figures.Count); i++) AppendFigure(html, figures[i]);
            html.Append("</tr>");
        }

        html.Append("</table></td></tr>");
    }

    private static void AppendFigure(StringBuilder html, NoticeFigure figure)
    {
        html.Append("<td width=\"33%\" valign=\"top\" style=\"padding:10px 8px\">");
        html.Append($"<div style=\"font-size:12px;color:{Soft}\">").Append(Html(figure.Label)).Append("</div>");
        html.Append($"<div style=\"font-size:24px;font-weight:700;line-height:1.3;color:{Ink}\">").Append(Html(figure.Text)).Append("</div>");
        AppendChange(html, figure, size: 13);
        html.Append("</td>");
    }

    private static void AppendList(StringBuilder html, NoticeList list)
    {
        html.Append("<tr><td style=\"padding:16px 28px 4px\"><table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;font-size:14px\">");
        html.Append($"<tr><th align=\"left\" style=\"padding:0 0 6px;font-size:15px;color:{Ink}\">").Append(Html(list.Title)).Append("</th>");
        foreach (string header in list.Headers) html.Append($"<th align=\"right\" valign=\"bottom\" style=\"padding:0 0 6px 12px;font-size:12px;font-weight:600;color:{Soft}\">").Append(Html(header)).Append("</th>");
        html.Append("</tr>");
        if (list.Rows.Count == 0) html.Append($"<tr><td style=\"padding:6px 0;color:{Soft}\">Nothing in this time.</td></tr>");
        foreach (NoticeRow row in list.Rows) AppendRow(html, row);
        if (list.Left > 0) html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"padding:6px 0;color:{Soft}\">and {list.Left} more</td></tr>");
        html.Append("</table></td></tr>");
    }

    // The bar is a table of two cells below the label: the one way to draw it that all mail programs share.
    private static void AppendRow(StringBuilder html, NoticeRow row)
    {
        int percent = (int)Math.Clamp(Math.Round(row.Share * 100), 0, 100);
        html.Append($"<tr><td width=\"100%\" style=\"padding:6px 0 5px;border-top:1px solid {Line};color:{Ink};word-break:break-word\">").Append(Html(row.Label));
        if (percent > 0)
        {
            html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin-top:4px\"><tr>");
            html.Append(CultureInfo.InvariantCulture, $"<td width=\"{percent}%\" style=\"height:5px;line-height:5px;font-size:0;background:{Bar};border-radius:3px\">&nbsp;</td>");
            if (percent < 100) html.Append("<td style=\"font-size:0;line-height:5px\">&nbsp;</td>");
            html.Append("</tr></table>");
        }

        html.Append("</td>");
        foreach (NoticeFigure cell in row.Cells)
        {
            html.Append($"<td align=\"right\" valign=\"top\" style=\"padding:6px 0 5px 12px;border-top:1px solid {Line};font-weight:600;white-space:nowrap;color:{Ink}\">").Append(Html(cell.Text));
            AppendChange(html, cell, size: 11);
            html.Append("</td>");
        }

        html.Append("</tr>");
    }

    private static void AppendChange(StringBuilder html, NoticeFigure figure, int size)
    {
        if (figure.Change is null) return;
        string colour = figure.Mood switch { ChangeMood.Good => Good, ChangeMood.Bad => Bad, _ => Soft };
        html.Append(CultureInfo.InvariantCulture, $"<div style=\"font-size:{size}px;font-weight:600;color:{colour}\">").Append(Html(figure.Change)).Append("</div>");
    }

    private static void AppendButton(StringBuilder html, Uri view) =>
        html.Append("<tr><td style=\"padding:20px 28px 28px\"><a href=\"").Append(Html(view.AbsoluteUri))
            .Append($"\" style=\"display:inline-block;padding:11px 20px;border-radius:8px;background:{Accent};color:#ffffff;font-size:14px;font-weight:600;text-decoration:none\">Open in the portal</a></td></tr>");

    private static void AppendFoot(StringBuilder html, NoticePage page)
    {
        html.Append($"<div style=\"max-width:600px;padding:16px 12px;font-size:12px;line-height:1.5;color:{Soft}\">").Append(Html(page.Reason));
        if (page.Unsubscribe is not null) html.Append(" <a href=\"").Append(Html(page.Unsubscribe.AbsoluteUri)).Append($"\" style=\"color:{Soft}\">Unsubscribe</a>");
        html.Append("</div>");
    }

    private static string Html(string text) => NoticeText.Html(text);
}
