using GaOrleans.Engine.Configuration;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Api;

/// <summary>The key that a request carries in <c>Authorization: Bearer</c>.</summary>
internal static class BearerKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Looks the key up.</summary>
    /// <param name="http">The request.</param>
    /// <param name="configuration">Knows the keys.</param>
    /// <param name="key">The key, or null when there is none of the secret sent.</param>
    /// <returns>Whether a secret was sent at all.</returns>
    public static bool TryRead(HttpContext http, IConfigurationStore configuration, out ApiKey? key)
    {
        key = null;
        string? header = http.Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        key = configuration.FindKey(header[Scheme.Length..].Trim());
        return true;
    }
}
