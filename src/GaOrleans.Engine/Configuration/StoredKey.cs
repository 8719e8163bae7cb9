namespace GaOrleans.Engine.Configuration;

/// <summary>A key with the hash by which it is found.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">Of its secret.</param>
/// <param name="Known">Whether the secret was given (see <see cref="IConfigurationStore.AddKnownKeyAsync"/>) and not made.</param>
public sealed record StoredKey(ApiKey Key, KeyHash Hash, bool Known);
