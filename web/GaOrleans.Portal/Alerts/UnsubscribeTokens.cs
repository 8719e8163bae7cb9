using System.Security.Cryptography;
using System.Text.Json;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Writing;
using Microsoft.AspNetCore.DataProtection;

namespace GaOrleans.Portal.Alerts;

/// <summary>
/// Names a subscription in a link that nobody else can make. It opens nothing but stopping and taking back that one subscription, so it does not expire:
/// old mails lie around for years, and their links have to work.
/// </summary>
internal sealed class UnsubscribeTokens(IDataProtectionProvider protection)
{
    private const string Purpose = "GaOrleans.Notices.Unsubscribe.v1";
    private const int MostCharacters = 2000;

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>The token of a subscription.</summary>
    public string Of(Subscription subscription) => _protector.Protect(JsonSerializer.Serialize(new object[] { subscription.SiteId, (int)subscription.Kind, subscription.DocumentId, subscription.Address }));

    /// <summary>The subscription of a token; null when it was not made here.</summary>
    public Subscription? Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MostCharacters) return null;
        try
        {
            using JsonDocument read = JsonDocument.Parse(_protector.Unprotect(token));
            JsonElement parts = read.RootElement;
            return new Subscription(parts[0].GetInt32(), (DocumentKind)parts[1].GetInt32(), parts[2].GetInt64(), parts[3].GetString()!);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
