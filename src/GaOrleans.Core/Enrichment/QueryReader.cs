namespace GaOrleans.Core.Enrichment;

/// <summary>Walks over the parameters of a query, still percent-encoded.</summary>
/// <param name="query">The query without <c>?</c>.</param>
public ref struct QueryReader(ReadOnlySpan<byte> query)
{
    private ReadOnlySpan<byte> _rest = query;

    /// <summary>Goes to the next parameter; empty ones are passed over.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next(out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        while (!_rest.IsEmpty)
        {
            int end = _rest.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (pair.IsEmpty) continue;
            int equals = pair.IndexOf((byte)'=');
            key = equals < 0 ? pair : pair[..equals];
            value = equals < 0 ? default : pair[(equals + 1)..];
            return true;
        }

        key = value = default;
        return false;
    }
}
