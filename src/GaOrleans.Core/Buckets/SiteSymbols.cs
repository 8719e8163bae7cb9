namespace GaOrleans.Core.Buckets;

/// <summary>The symbol tables of one site, one for each dictionary-coded column.</summary>
public sealed partial class SiteSymbols
{
    private readonly SymbolTable[] _tables = [new(), new(), new(), new(), new(), new()];

    /// <summary>The table of a column.</summary>
    public SymbolTable this[Column column] => _tables[(int)column];

    /// <summary>Memory held, in bytes.</summary>
    public long SizeBytes => _tables.Sum(table => table.SizeBytes);
}
