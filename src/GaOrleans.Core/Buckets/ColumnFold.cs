using System.Buffers;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// Folds the values of a column's dimensions beyond their kept limit into (other): a function of the rows' content alone.
/// In client, origin and properties each field is a dimension of its own, and sections are rewritten with the folded texts.
/// </summary>
internal static class ColumnFold
{
    /// <summary>The ordinal that stands for each of the column's values.</summary>
    /// <returns>Null when no dimension is beyond its limit.</returns>
    public static int[]? Map(Column column, int[] codes, ColumnValues values, SymbolTable symbols, BucketLimits limits, out FoldReport? report)
    {
        var times = new int[values.Count];
        foreach (int code in codes) times[code]++;
        report = new FoldReport();
        int[]? ordinals = column switch
        {
            Column.Client or Column.Origin => MapSections(values, times, symbols, limits.KeptIn(column), report),
            Column.Props => MapProps(values, times, symbols, limits.KeptIn(column), report),
            _ => MapTexts(values, times, symbols, limits.KeptIn(column), report),
        };
        if (!report.Any) report = null;
        return ordinals;
    }

    private static int[]? MapTexts(ColumnValues values, int[] times, SymbolTable symbols, int most, FoldReport report)
    {
        var counts = new TextCounts();
        for (int i = 0; i < values.Count; i++) counts.Add(values[i], times[i]);
        if (counts.Distinct <= most) return null;
        counts.Keep(most);
        report.Add(0);
        var ordinals = new int[values.Count];
        for (int i = 0; i < ordinals.Length; i++) ordinals[i] = symbols.Intern(counts.IsKept(values[i]) ? values[i] : OtherValues.Text);
        return ordinals;
    }

    private static int[]? MapSections(ColumnValues values, int[] times, SymbolTable symbols, int most, FoldReport report)
    {
        var folded = new TextCounts?[ClientSection.FieldCount];
        for (int field = 0; field < folded.Length; field++)
        {
            var counts = new TextCounts();
            for (int i = 0; i < values.Count; i++) counts.Add(ClientSection.Field(values[i], field), times[i]);
            if (counts.Distinct <= most) continue;
            counts.Keep(most);
            folded[field] = counts;
            report.Add(field);
        }

        if (!report.Any) return null;
        var ordinals = new int[values.Count];
        for (int i = 0; i < ordinals.Length; i++) ordinals[i] = InternSection(values[i], folded, symbols);
        return ordinals;
    }

    private static int InternSection(ReadOnlySpan<byte> section, TextCounts?[] folded, SymbolTable symbols)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(section.Length + (folded.Length * 16));
        var from = new ByteReader(section);
        var to = new ByteWriter(buffer);
        foreach (TextCounts? counts in folded)
        {
            ReadOnlySpan<byte> text = from.Blob();
            to.Blob(counts is null || counts.IsKept(text) ? text : OtherValues.Text);
        }

        int ordinal = symbols.Intern(to.Written);
        ArrayPool<byte>.Shared.Return(buffer);
        return ordinal;
    }

    private static int[]? MapProps(ColumnValues values, int[] times, SymbolTable symbols, int most, FoldReport report)
    {
        var keys = new SymbolTable();
        var byKey = new List<TextCounts>();
        for (int i = 0; i < values.Count; i++)
        {
            var from = new ByteReader(values[i]);
            while (from is { Failed: false, Remaining: > 0 })
            {
                int key = keys.Intern(from.Blob());
                if (key == byKey.Count) byKey.Add(new TextCounts());
                byKey[key].Add(from.Blob(), times[i]);
            }
        }

        var folded = new TextCounts?[byKey.Count];
        for (int key = 0; key < folded.Length; key++)
        {
            if (byKey[key].Distinct <= most) continue;
            byKey[key].Keep(most);
            folded[key] = byKey[key];
            report.Add(keys[key].ToArray());
        }

        if (!report.Any) return null;
        var ordinals = new int[values.Count];
        for (int i = 0; i < ordinals.Length; i++) ordinals[i] = InternProps(values[i], keys, folded, symbols);
        return ordinals;
    }

    private static int InternProps(ReadOnlySpan<byte> section, SymbolTable keys, TextCounts?[] folded, SymbolTable symbols)
    {
        // A folded text is at most the length of (other) longer than the one-byte blob it replaces.
        byte[] buffer = ArrayPool<byte>.Shared.Rent((section.Length * 8) + 16);
        var from = new ByteReader(section);
        var to = new ByteWriter(buffer);
        while (from is { Failed: false, Remaining: > 0 })
        {
            ReadOnlySpan<byte> key = from.Blob();
            ReadOnlySpan<byte> text = from.Blob();
            TextCounts? counts = folded[keys.Intern(key)];
            to.Blob(key);
            to.Blob(counts is null || counts.IsKept(text) ? text : OtherValues.Text);
        }

        int ordinal = symbols.Intern(to.Written);
        ArrayPool<byte>.Shared.Return(buffer);
        return ordinal;
    }
}
