using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GaOrleans.Engine.Records;
using GaOrleans.Portal.Tests.Access;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>The keys of data protection among the records, with a certificate.</summary>
public sealed class KeyCertificateTests : IDisposable
{
    private const string Ann = "ann@shop.example", Password = "of the file", Secret = "<masterKey";

    private readonly string _folder = Directory.CreateTempSubdirectory("certificates").FullName;
    private readonly InMemoryRecordStore _records = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_ThatLayUnencrypted_AreEncrypted_AndSessionsGoOn()
    {
        using TestBrowser browser = await SignedInBeforeAsync();
        Assert.Contains(Secret, await KeysAsync(), StringComparison.Ordinal);
        await using PortalHost with = await PortalHost.StartAsync(Use(MakeFile("one.pfx")), records: _records);
        Assert.Contains(Ann, await browser.TextAsync(new Uri(with.Address, "/account").ToString()), StringComparison.Ordinal);
        string keys = await KeysAsync();
        Assert.DoesNotContain(Secret, keys, StringComparison.Ordinal);
        Assert.Contains("encryptedSecret", keys, StringComparison.Ordinal);
        await using PortalHost again = await PortalHost.StartAsync(Use(Path.Combine(_folder, "one.pfx")), records: _records);
        Assert.Contains(Ann, await browser.TextAsync(new Uri(again.Address, "/account").ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_AreReadByTheOldCertificate_AndByNoOther()
    {
        string one = MakeFile("one.pfx"), two = MakeFile("two.pfx");
        await using PortalHost first = await PortalHost.StartAsync(Use(one), records: _records);
        await first.AddUserAsync(Ann);
        using TestBrowser browser = await first.SignedInAsync(Ann);
        Assert.DoesNotContain(Secret, await KeysAsync(), StringComparison.Ordinal);
        await using PortalHost renewed = await PortalHost.StartAsync(Use(two, one), records: _records);
        Assert.Contains(Ann, await browser.TextAsync(new Uri(renewed.Address, "/account").ToString()), StringComparison.Ordinal);
        await using PortalHost other = await PortalHost.StartAsync(Use(two), records: _records);
        Assert.DoesNotContain(Ann, await browser.TextAsync(new Uri(other.Address, "/account").ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.pfx", Password)]
    [InlineData("one.pfx", "another")]
    [InlineData("text.pem", null)]
    public void Files_ThatAreNoCertificate_AreAProblemOfTheSettings(string file, string? password)
    {
        MakeFile("one.pfx");
        File.WriteAllText(Path.Combine(_folder, "text.pem"), "nothing");
        var options = new PortalOptions { KeyCertificate = Path.Combine(_folder, file), KeyCertificatePassword = password };
        Assert.Contains("Portal:KeyCertificate cannot be read", options.Problem(), StringComparison.Ordinal);
        Assert.Null(new PortalOptions { KeyCertificate = Path.Combine(_folder, "one.pfx"), KeyCertificatePassword = Password }.Problem());
    }

    private async Task<TestBrowser> SignedInBeforeAsync()
    {
        await using PortalHost before = await PortalHost.StartAsync(records: _records);
        await before.AddUserAsync(Ann);
        return await before.SignedInAsync(Ann);
    }

    private async Task<string> KeysAsync()
    {
        IReadOnlyList<StoredRecord> keys = await _records.ListAsync("data-protection", null, 10, CancellationToken.None);
        Assert.NotEmpty(keys);
        return System.Text.RegularExpressions.Regex.Unescape(string.Join('\n', keys.Select(key => key.Json)));
    }

    private static Action<PortalOptions> Use(string file, string? old = null) =>
        options => (options.KeyCertificate, options.OldKeyCertificate, options.KeyCertificatePassword) = (file, old, Password);

    private string MakeFile(string name)
    {
        using RSA key = RSA.Create(2048);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = new CertificateRequest("CN=portal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, Password));
        return path;
    }
}
