using System.Text;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports;

/// <summary>Writes hits as CSV, hour by hour. Only hits that count are in buckets; duplicates and dropped hits are not written.</summary>
internal sealed class HitExport(IBucketReader reader, ZoneRules zone, int site)
{
    private const int FlushCharacters = 64 * 1024;
    private const long HourSeconds = 3_600;
    private const long DaySeconds = 86_400;
    private const long FewRows = 5_000;

    /// <summary>Writes the hits of whole local days.</summary>
    public async ValueTask WriteAsync(DateOnly first, DateOnly last, Stream output, CancellationToken ct)
    {
        long from = Midnight(first), to = Midnight(last.AddDays(1));
        var text = new StringBuilder(FlushCharacters + 4096);
        text.Append(ExportRow.Header).Append(CsvText.NewLine);
        long step = HourSeconds;
        for (long hour = ReportViews.FirstKey(from); hour < to;)
        {
            IReadOnlyList<BucketView> views = await reader.ReadAsync(site, hour, Math.Min(hour + step, to), ct);
            long rows = 0;
            for (int start = 0; start < views.Count;)
            {
                int end = start + 1;
                while (end < views.Count && views[end].Key.Hour == views[start].Key.Hour) end++;
                rows += await WriteHourAsync(views, start, end, new TimeRange(from * 1000, to * 1000), text, output, ct);
                start = end;
            }

            hour += step;

            // Where there is little, larger steps; where there is much, one hour at a time.
            step = rows < FewRows ? Math.Min(step * 2, DaySeconds) : HourSeconds;
        }

        await FlushAsync(text, output, ct);
        await output.FlushAsync(ct);
    }

    private static async ValueTask<int> WriteHourAsync(IReadOnlyList<BucketView> views, int start, int end, TimeRange range, StringBuilder text, Stream output, CancellationToken ct)
    {
        var rows = new List<ExportRow>();
        for (int v = start; v < end; v++)
        {
            BucketView view = views[v];
            for (int run = 0; run < view.RunVisitors.Length; run++)
            {
                for (int row = view.RunStarts[run]; row < view.RunStarts[run + 1]; row++)
                {
                    long timeMs = (view.Key.Hour * 1000) + view.TimesMs[row];
                    if (timeMs >= range.FromMs && timeMs < range.ToMs) rows.Add(new ExportRow(view, row, view.RunVisitors[run]));
                }
            }
        }

        rows.Sort();
        foreach (ExportRow row in rows)
        {
            row.Append(text);
            if (text.Length >= FlushCharacters) await FlushAsync(text, output, ct);
        }

        return rows.Count;
    }

    private static async ValueTask FlushAsync(StringBuilder text, Stream output, CancellationToken ct)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        text.Clear();
    }

    private long Midnight(DateOnly day) => zone.FromLocal((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L);
}
