namespace GaOrleans.Core.Buckets;

/// <summary>Where a view gets a column from when it is first asked for it. Safe for concurrent use; may do its work twice.</summary>
internal abstract class ViewSource
{
    /// <summary>A column in the order of the view's rows, as ordinals of a symbol table, folded where beyond limits.</summary>
    public abstract DecodedColumn Read(Column column, SymbolTable symbols, BucketLimits limits);

    /// <summary>Whether some row may have an event id.</summary>
    public abstract bool HasEventIds { get; }

    /// <summary>The event id of each row, 0 for none; null when no row has one.</summary>
    public abstract ulong[]? EventIds();
}
