using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>
/// Signs what is posted: <c>t=SECONDS,v1=HEX</c>, where HEX is the HMAC-SHA256 under the secret of the seconds since 1970, a dot and the body.
/// Who receives it computes the same and refuses what is older than some minutes, so that a recorded post cannot be sent again later.
/// </summary>
public static class HookSignature
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-GaOrleans-Signature";

    /// <summary>The header's value.</summary>
    public static string Of(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] time = Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + ".");
        byte[] signed = [.. time, .. body];
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
    }
}
