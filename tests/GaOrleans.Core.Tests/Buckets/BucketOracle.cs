using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Tests.Buckets;

/// <summary>What a bucket of hits must hold, said slowly: of the hits with one event id the smallest, sorted by visitor, time, content.</summary>
internal static class BucketOracle
{
    public static List<string> Rows(IEnumerable<Hit> hits)
    {
        List<Hit> all = [.. hits];
        IEnumerable<Hit> kept = all.Where(hit => hit.EventId == 0)
            .Concat(all.Where(hit => hit.EventId != 0).GroupBy(hit => hit.EventId)
                .Select(same => same.OrderBy(hit => hit.TimeMs).ThenBy(hit => hit.Visitor).ThenBy(Content, StringComparer.Ordinal).First()));
        return [.. kept.OrderBy(hit => hit.Visitor).ThenBy(hit => hit.TimeMs).ThenBy(Content, StringComparer.Ordinal).Select(Text)];
    }

    public static List<string> Rows(BucketView view)
    {
        var rows = new List<string>();
        for (int run = 0; run < view.RunVisitors.Length; run++)
        {
            for (int row = view.RunStarts[run]; row < view.RunStarts[run + 1]; row++) rows.Add(Row(view, view.RunVisitors[run], row));
        }

        return rows;
    }

    private static string Text(Hit hit) =>
        $"{hit.Visitor} {hit.TimeMs - (hit.Hour * 1000)} {Kind(hit)} {Content(hit)}";

    private static RowFlags Kind(Hit hit) => hit.Name switch
    {
        "pageview" => RowFlags.Pageview,
        "engagement" => RowFlags.Engagement,
        _ => hit.Interactive ? RowFlags.Interactive : RowFlags.None,
    };

    // Fixed widths where numbers are compared as text; the pools of RandomHits keep texts free of anything that would sort apart from UTF-8 bytes.
    private static string Content(Hit hit) => string.Join('\u0001',
        hit.Name, hit.Page, hit.Hostname, Join(hit.Client), Join(hit.Origin), string.Join('|', hit.Props.Select(prop => prop.Key + "=" + prop.Value)),
        Revenue(hit.Revenue?.Currency ?? "", hit.Revenue?.Milli ?? 0), Number(hit.EngagementMs), Number(hit.ScrollDepth), hit.EventId.ToString("D20"));

    private static string Row(BucketView view, ulong visitor, int row)
    {
        SparseRevenue revenue = view.Revenue.SingleOrDefault(entry => entry.Row == row);
        uint code = revenue.Currency;
        string currency = code == 0 ? "" : $"{(char)(code >> 16)}{(char)((code >> 8) & 255)}{(char)(code & 255)}";
        string content = string.Join('\u0001',
            Value(view, Column.Name, row), Value(view, Column.Page, row), Value(view, Column.Hostname, row),
            Join(ClientSection.Read(Bytes(view, Column.Client, row))), Join(OriginSection.Read(Bytes(view, Column.Origin, row))),
            string.Join('|', PropsSection.Read(Bytes(view, Column.Props, row)).Select(prop => prop.Key + "=" + prop.Value)),
            Revenue(currency, revenue.Milli), Number(Sparse(view.EngagementMs, row)), Number(Sparse(view.ScrollDepth, row)),
            (view.EventIds?[row] ?? 0).ToString("D20"));
        return $"{visitor} {view.TimesMs[row]} {view.Flags[row]} {content}";
    }

    private static int? Sparse(SparseValue[] column, int row) => column.Where(entry => entry.Row == row).Select(entry => (int?)entry.Value).SingleOrDefault();

    private static string Revenue(string currency, long milli) => currency + (milli + 1_000_000).ToString("D10");

    private static string Number(int? value) => value is null ? "" : value.Value.ToString("D10");

    // Sections compare by their bytes, in which a text's length comes first.
    private static string Join(ClientInfo client) => string.Concat(new[] { client.Country, client.City, client.Browser, client.BrowserVersion }.Select(Prefixed));

    private static string Join(OriginInfo origin) => string.Concat(new[] { origin.Source, origin.Channel }.Select(Prefixed));

    private static string Prefixed(string text) => (char)('A' + text.Length) + text;

    private static string Value(BucketView view, Column column, int row) => System.Text.Encoding.UTF8.GetString(Bytes(view, column, row));

    private static ReadOnlySpan<byte> Bytes(BucketView view, Column column, int row) => view.Symbols[column][view.Codes(column)[row]];
}
