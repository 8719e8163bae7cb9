using System.Text;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// Compares domains without regard to ASCII case, and lets a dictionary of strings be asked with the UTF-8 of a request, so that
/// looking up the site of a hit allocates nothing. The hash of a string is the hash of its UTF-8 as long as it is ASCII, which stored domains are.
/// </summary>
internal sealed class DomainComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    private const uint Basis = 2166136261, Prime = 16777619;

    // Everyone can ask for a domain, but only merchants store them; a random start keeps them from making slow dictionaries on purpose.
    private readonly uint _seed = (uint)HashCode.Combine(Basis);

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(string obj)
    {
        uint hash = _seed;
        foreach (char c in obj) hash = (hash ^ Lower(c)) * Prime;
        return (int)(hash ^ (hash >> 15));
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.EqualsIgnoreCase(alternate, other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        uint hash = _seed;
        foreach (byte c in alternate) hash = (hash ^ Lower(c)) * Prime;
        return (int)(hash ^ (hash >> 15));
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

    private static uint Lower(uint c) => c - 'A' <= 'Z' - 'A' ? c | 0x20 : c;
}
