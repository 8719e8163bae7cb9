using System.Globalization;

namespace GaOrleans.Portal.Access;

/// <summary>How merchants are named in the audit log.</summary>
internal static class MerchantSubject
{
    /// <summary>Such as <c>merchant:12</c>.</summary>
    public static string Of(int merchantId) => string.Create(CultureInfo.InvariantCulture, $"merchant:{merchantId}");
}
