using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using GaOrleans.Engine.Records;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Keeps the keys of data protection among the records, so that all silos read each other's cookies and links. Data protection asks from where
/// nothing can be awaited, at start and once a day; so here, and only here, a thread waits.
/// </summary>
internal sealed class RecordKeyRepository(IRecordStore records) : IXmlRepository
{
    private const string Partition = "data-protection";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        IReadOnlyList<StoredRecord> kept = Wait(() => records.ListAsync(Partition, null, RecordRules.MostListed, CancellationToken.None));
        return [.. kept.Select(record => XElement.Parse(JsonSerializer.Deserialize<Kept>(record.Json)!.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        string xml = element.ToString(SaveOptions.DisableFormatting);
        // Named after its content, so that storing it twice is storing it once.
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml)));
        Wait(() => records.PutAsync(Partition, key, JsonSerializer.Serialize(new Kept(friendlyName, xml)), 0, CancellationToken.None));
    }

    private static T Wait<T>(Func<ValueTask<T>> call) => Task.Run(() => call().AsTask()).GetAwaiter().GetResult();

    private sealed record Kept(string Name, string Xml);
}
