using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Values that are part of a column's symbols. Each symbol is looked into once, when it is first asked for; the answer is kept as long as this object.
/// Asking for a known symbol takes no lock.
/// </summary>
internal abstract class TextValues(SymbolTable table, string missing) : DimensionValues
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal) { [missing] = Missing };
    private string[] _texts = [missing];
    private int[] _ids = [];
    private int _count = 1;

    /// <inheritdoc/>
    public sealed override int IdOf(int ordinal)
    {
        if (ordinal < 0) return Missing;
        int[] ids = Volatile.Read(ref _ids);
        int known = ordinal < ids.Length ? Volatile.Read(ref ids[ordinal]) : 0;
        return known != 0 ? known - 1 : Learn(ordinal);
    }

    /// <inheritdoc/>
    public sealed override string TextOf(int id) => Volatile.Read(ref _texts)[id];

    /// <summary>The text in a symbol; null when it is missing.</summary>
    protected abstract string? Extract(ReadOnlySpan<byte> symbol);

    private int Learn(int ordinal)
    {
        lock (_lock)
        {
            if (ordinal >= _ids.Length)
            {
                var larger = new int[Math.Max(ordinal + 1, table.Count)];
                _ids.CopyTo(larger, 0);
                Volatile.Write(ref _ids, larger);
            }

            int id = Intern(Extract(table[ordinal]));
            Volatile.Write(ref _ids[ordinal], id + 1);
            return id;
        }
    }

    private int Intern(string? text)
    {
        if (text is null) return Missing;
        if (_known.TryGetValue(text, out int id)) return id;
        if (_count == _texts.Length)
        {
            var larger = new string[_count * 2];
            _texts.CopyTo(larger, 0);
            Volatile.Write(ref _texts, larger);
        }

        _texts[_count] = text;
        _known.Add(text, _count);
        return _count++;
    }
}
