using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports.Answers;

namespace GaOrleans.Engine.Reports;

/// <summary>One hit of an export. Ordered by time, then visitor.</summary>
internal readonly record struct ExportRow(BucketView View, int Row, ulong Visitor) : IComparable<ExportRow>
{
    /// <summary>The header line.</summary>
    public const string Header = "time,visitor,name,hostname,page,source,referrer,channel,utm_medium,utm_source,utm_campaign,utm_content,utm_term,"
        + "country,region,city,device,browser,browser_version,os,os_version,revenue,currency,engagement_ms,scroll_depth,props";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public int CompareTo(ExportRow other)
    {
        int byTime = View.TimesMs[Row].CompareTo(other.View.TimesMs[other.Row]);
        if (byTime != 0) return byTime;
        int byVisitor = Visitor.CompareTo(other.Visitor);
        return byVisitor != 0 ? byVisitor : Row.CompareTo(other.Row);
    }

    /// <summary>Appends the line.</summary>
    public void Append(StringBuilder text)
    {
        DateTime time = DateTime.UnixEpoch.AddSeconds(View.Key.Hour).AddMilliseconds(View.TimesMs[Row]);
        text.Append(time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)).Append(',').Append(Visitor.ToString("x16", CultureInfo.InvariantCulture));
        AppendText(text, Column.Name);
        AppendText(text, Column.Hostname);
        AppendText(text, Column.Page);
        AppendSection(text, Column.Origin, OriginSection.FieldCount);
        AppendSection(text, Column.Client, ClientSection.FieldCount);
        AppendRare(text);
        text.Append(',');
        CsvText.AppendField(text, Props());
        text.Append(CsvText.NewLine);
    }

    private ReadOnlySpan<byte> Value(Column column) => View.Symbols[column][View.Codes(column)[Row]];

    private void AppendText(StringBuilder text, Column column)
    {
        text.Append(',');
        CsvText.AppendField(text, Encoding.UTF8.GetString(Value(column)));
    }

    private void AppendSection(StringBuilder text, Column column, int fields)
    {
        ReadOnlySpan<byte> section = Value(column);
        for (int field = 0; field < fields; field++)
        {
            text.Append(',');
            ReadOnlySpan<byte> value = column == Column.Origin ? OriginSection.Field(section, field) : ClientSection.Field(section, field);
            CsvText.AppendField(text, Encoding.UTF8.GetString(value));
        }
    }

    private void AppendRare(StringBuilder text)
    {
        text.Append(',');
        int revenue = Find(View.Revenue, Row, value => value.Row);
        if (revenue >= 0)
        {
            SparseRevenue value = View.Revenue[revenue];
            text.Append((value.Milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture)).Append(',');
            text.Append((char)(value.Currency >> 16 & 0xff)).Append((char)(value.Currency >> 8 & 0xff)).Append((char)(value.Currency & 0xff));
        }
        else
        {
            text.Append(',');
        }

        AppendRare(text.Append(','), View.EngagementMs);
        AppendRare(text.Append(','), View.ScrollDepth);
    }

    private void AppendRare(StringBuilder text, SparseValue[] values)
    {
        int index = Find(values, Row, value => value.Row);
        if (index >= 0) text.Append(values[index].Value);
    }

    private string Props()
    {
        ReadOnlySpan<byte> section = Value(Column.Props);
        if (section.IsEmpty) return "";
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in PropsSection.Read(section)) props[key] = value;
        return JsonSerializer.Serialize(props, Json);
    }

    private static int Find<T>(T[] values, int row, Func<T, int> rowOf)
    {
        int low = 0, high = values.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int found = rowOf(values[middle]);
            if (found == row) return middle;
            if (found < row) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
