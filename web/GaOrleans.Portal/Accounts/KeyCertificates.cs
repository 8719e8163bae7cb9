using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Portal.Accounts;

/// <summary>The certificates of <see cref="PortalOptions.KeyCertificate"/>: what encrypts the keys of data protection among the records.</summary>
internal sealed class KeyCertificates
{
    private KeyCertificates(X509Certificate2 current, X509Certificate2? old) => (Current, Old) = (current, old);

    /// <summary>By which keys are encrypted.</summary>
    public X509Certificate2 Current { get; }

    /// <summary>By which they were before; null for none.</summary>
    public X509Certificate2? Old { get; }

    /// <summary>Loads them; null when none is set.</summary>
    /// <exception cref="CryptographicException">A file cannot be read as a certificate.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static KeyCertificates? Load(PortalOptions options) => options.KeyCertificate is not { Length: > 0 } file
        ? null : new KeyCertificates(Load(file, options), options.OldKeyCertificate is { Length: > 0 } old ? Load(old, options) : null);

    /// <summary>Says what is wrong with the files, or null.</summary>
    public static string? ProblemOf(PortalOptions options)
    {
        try
        {
            if (Load(options) is not { } all) return null;
            return IsUsable(all.Current) && (all.Old is null || IsUsable(all.Old)) ? null : "Portal:KeyCertificate and Portal:OldKeyCertificate must have an RSA key with its private part";
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"Portal:KeyCertificate cannot be read: {e.Message}; name a PKCS #12 file, or a .pem with certificate and key, and its password";
        }
    }

    /// <summary>What encrypts.</summary>
    public IXmlEncryptor Encryptor(ILoggerFactory loggers) => new CertificateXmlEncryptor(Current, loggers);

    private static bool IsUsable(X509Certificate2 certificate)
    {
        using RSA? key = certificate.GetRSAPrivateKey();
        return key is not null;
    }

    private static X509Certificate2 Load(string file, PortalOptions options)
    {
        if (!file.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)) return X509CertificateLoader.LoadPkcs12FromFile(file, options.KeyCertificatePassword);
        return options.KeyCertificatePassword is { Length: > 0 } password ? X509Certificate2.CreateFromEncryptedPemFile(file, password) : X509Certificate2.CreateFromPemFile(file);
    }
}
