using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A field of the client or origin section. Kept with the symbol table, so that later reports find the work done.</summary>
internal sealed class FieldValues : TextValues
{
    private static readonly ConditionalWeakTable<SymbolTable, FieldValues?[]> Kept = [];

    private readonly DimensionKind _kind;
    private readonly int _field;

    private FieldValues(SymbolTable table, DimensionKind kind)
        : base(table, DimensionTexts.MissingOf(kind))
    {
        _kind = kind;
        _field = DimensionTexts.FieldOf(kind);
    }

    /// <summary>The values of a dimension in the symbols of its column.</summary>
    public static FieldValues Of(SymbolTable table, DimensionKind kind)
    {
        FieldValues?[] kinds = Kept.GetValue(table, static _ => new FieldValues?[(int)DimensionKind.Segment]);
        ref FieldValues? slot = ref kinds[(int)kind];
        return Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, new FieldValues(table, kind), null) ?? slot;
    }

    /// <inheritdoc/>
    protected override string? Extract(ReadOnlySpan<byte> symbol)
    {
        // Client and origin sections have the same form.
        ReadOnlySpan<byte> field = ClientSection.Field(symbol, _field);
        if (field.IsEmpty) return null;
        string text = System.Text.Encoding.UTF8.GetString(field);
        return _kind == DimensionKind.CountryName ? CountryNames.NameOf(text) : text;
    }
}
