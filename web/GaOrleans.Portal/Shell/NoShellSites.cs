namespace GaOrleans.Portal.Shell;

/// <summary>Offers no sites: where nobody can be signed in.</summary>
internal sealed class NoShellSites : IShellSites
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> DomainsAsync(CancellationToken ct) => new([]);
}
