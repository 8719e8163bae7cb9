using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>The values of one property.</summary>
internal sealed class PropertyValues(SymbolTable table, string key) : TextValues(table, DimensionTexts.None)
{
    private readonly byte[] _key = System.Text.Encoding.UTF8.GetBytes(key);

    /// <inheritdoc/>
    protected override string? Extract(ReadOnlySpan<byte> symbol) =>
        PropsSection.TryFind(symbol, _key, out ReadOnlySpan<byte> value) ? System.Text.Encoding.UTF8.GetString(value) : null;
}
