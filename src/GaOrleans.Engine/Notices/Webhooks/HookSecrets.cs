using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>
/// The secrets that sign what is posted. A secret is derived from one of the service, the site and its name, so that none has to be stored;
/// a new one has a new name.
/// </summary>
/// <param name="configuration">Holds the service's secret.</param>
public sealed class HookSecrets(IConfigurationStore configuration)
{
    private const string ServiceSecret = "webhooks";
    private const string Prefix = "gahook_";
    private const int IdBytes = 16;

    /// <summary>A name for a new secret.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>The secret of a name, for the one who receives: shown when it is made, and else only used for signing.</summary>
    public async ValueTask<string> SecretAsync(int siteId, string id, CancellationToken ct)
    {
        byte[] key = await configuration.SecretAsync(ServiceSecret, ct);
        byte[] name = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{siteId}/{id}"));
        return Prefix + Base64Url.EncodeToString(HMACSHA256.HashData(key, name));
    }
}
