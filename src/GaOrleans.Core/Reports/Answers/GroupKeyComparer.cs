namespace GaOrleans.Core.Reports.Answers;

/// <summary>Compares groups by their values.</summary>
internal sealed class GroupKeyComparer : IEqualityComparer<string[]>
{
    public static GroupKeyComparer Instance { get; } = new();

    public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(string[] key)
    {
        var hash = default(HashCode);
        foreach (string value in key) hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
