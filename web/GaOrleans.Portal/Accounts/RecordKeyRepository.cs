using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using GaOrleans.Engine.Records;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Keeps the keys of data protection among the records, so that all silos read each other's cookies and links. Data protection asks from where
/// nothing can be awaited, at start and once a day; so here, and only here, a thread waits.
/// </summary>
/// <param name="records">Where they are kept.</param>
/// <param name="encryptor">Encrypts what lies there unencrypted; null where nothing is encrypted.</param>
internal sealed class RecordKeyRepository(IRecordStore records, IXmlEncryptor? encryptor) : IXmlRepository
{
    private const string Partition = "data-protection";

    // As data protection marks what is secret, and writes it when it is encrypted: Microsoft.AspNetCore.DataProtection.XmlEncryption.XmlEncryptionExtensions.
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Wait(() => records.ListAsync(Partition, null, RecordRules.MostListed, CancellationToken.None)).Select(Read)];

    public void StoreElement(XElement element, string friendlyName)
    {
        string xml = element.ToString(SaveOptions.DisableFormatting);
        // Named after its content, so that storing it twice is storing it once.
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml)));
        Wait(() => records.PutAsync(Partition, key, JsonSerializer.Serialize(new Kept(friendlyName, xml)), 0, CancellationToken.None));
    }

    private XElement Read(StoredRecord record)
    {
        Kept kept = JsonSerializer.Deserialize<Kept>(record.Json)!;
        XElement element = XElement.Parse(kept.Xml);
        // Another process may encrypt it in the same moment; one of the two is kept, and both can be read.
        if (Encrypt(element)) Wait(() => records.PutAsync(Partition, record.Key, JsonSerializer.Serialize(kept with { Xml = element.ToString(SaveOptions.DisableFormatting) }), record.Version, CancellationToken.None));
        return element;
    }

    private bool Encrypt(XElement element)
    {
        if (encryptor is null) return false;
        XElement[] plain = [.. element.Descendants().Where(part => (bool?)part.Attribute(Protection + "requiresEncryption") == true)];
        foreach (XElement part in plain)
        {
            EncryptedXmlInfo encrypted = encryptor.Encrypt(part);
            part.ReplaceWith(new XElement(Protection + "encryptedSecret", new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
        }

        return plain.Length > 0;
    }

    private static T Wait<T>(Func<ValueTask<T>> call) => Task.Run(() => call().AsTask()).GetAwaiter().GetResult();

    private sealed record Kept(string Name, string Xml);
}
