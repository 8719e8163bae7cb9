using System.Collections.Immutable;

namespace GaOrleans.Engine.Configuration;

/// <summary>A merchant with its sites by domain and its keys by number. Immutable: a change makes a new one.</summary>
internal sealed record MerchantEntry(Merchant Merchant)
{
    public ImmutableSortedDictionary<string, Site> Sites { get; init; } = ImmutableSortedDictionary.Create<string, Site>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<long, ApiKey> Keys { get; init; } = ImmutableSortedDictionary<long, ApiKey>.Empty;
}
