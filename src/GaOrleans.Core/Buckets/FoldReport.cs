namespace GaOrleans.Core.Buckets;

/// <summary>Which dimensions of a column were folded into (other).</summary>
internal sealed class FoldReport
{
    private readonly List<byte[]> _keys = [];
    private int _fields;

    /// <summary>Whether anything was.</summary>
    public bool Any => _fields != 0 || _keys.Count > 0;

    /// <summary>Whether a field was.</summary>
    public bool Has(int field) => (_fields & (1 << field)) != 0;

    /// <summary>Whether a property was.</summary>
    public bool Has(ReadOnlySpan<byte> key)
    {
        foreach (byte[] known in _keys)
        {
            if (key.SequenceEqual(known)) return true;
        }

        return false;
    }

    /// <summary>Notes a field.</summary>
    public void Add(int field) => _fields |= 1 << field;

    /// <summary>Notes a property.</summary>
    public void Add(byte[] key) => _keys.Add(key);
}
