using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Documents of merchants as bytes, stored and sent between silos.
/// <code>
/// version 1
///   UTF-8 JSON of MerchantDocument, its members by their names; those with their default value are left out.
///   A member that is added later is taken with its default where it is missing, and skipped by programs that do not know it, so it needs no new version;
///   a program that does not know it loses it when it changes the merchant, so members are added one release before they are set.
/// empty: there is no such merchant
/// </code>
/// </summary>
internal static class MerchantDocumentCodec
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Encodes a document.</summary>
    public static byte[] Write(MerchantDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    /// <summary>Decodes a document.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static MerchantDocument Read(int merchantId, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new MerchantDocument();
        try
        {
            return JsonSerializer.Deserialize<MerchantDocument>(bytes, Options) ?? new MerchantDocument();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"cannot read the configuration of merchant {merchantId}: {e.Message}; restore the storage from a backup", e);
        }
    }
}
