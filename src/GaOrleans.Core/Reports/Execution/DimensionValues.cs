namespace GaOrleans.Core.Reports.Execution;

/// <summary>The values of a dimension as small numbers. Safe for concurrent use.</summary>
internal abstract class DimensionValues
{
    /// <summary>The id of every missing value.</summary>
    public const int Missing = 0;

    /// <summary>The id of the value in a symbol of the dimension's column; -1 is no symbol, a missing value.</summary>
    public abstract int IdOf(int ordinal);

    /// <summary>The text of an id, also of <see cref="Missing"/>.</summary>
    public abstract string TextOf(int id);
}
