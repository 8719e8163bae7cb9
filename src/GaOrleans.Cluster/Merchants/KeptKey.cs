using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Merchants;

/// <summary>A key as it is kept.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">SHA-256 of its secret.</param>
/// <param name="Known">Whether the secret was given.</param>
internal sealed record KeptKey(ApiKey Key, byte[] Hash, bool Known)
{
    /// <summary>The kept form.</summary>
    public static KeptKey Of(StoredKey key) => new(key.Key, key.Hash.ToArray(), key.Known);

    /// <summary>The form in which it is looked up.</summary>
    public StoredKey ToStored() => new(Key, new KeyHash(Hash), Known);
}
