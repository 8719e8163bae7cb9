using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A column whose symbols are the values themselves: names, pages and host names.</summary>
internal sealed class PlainValues(SymbolTable table, string missing) : DimensionValues
{
    // The empty symbol is a missing value like none at all. It is interned, since views may bring it later.
    private readonly int _empty = table.Intern([]);

    /// <inheritdoc/>
    public override int IdOf(int ordinal) => ordinal == _empty ? Missing : ordinal + 1;

    /// <inheritdoc/>
    public override string TextOf(int id) => id == Missing ? missing : System.Text.Encoding.UTF8.GetString(table[id - 1]);
}
