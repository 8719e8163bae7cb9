namespace GaOrleans.Portal.Shell;

/// <summary>The sites that the switcher of the top bar offers.</summary>
public interface IShellSites
{
    /// <summary>Domains that the caller may view, in their order.</summary>
    ValueTask<IReadOnlyList<string>> DomainsAsync(CancellationToken ct);
}
