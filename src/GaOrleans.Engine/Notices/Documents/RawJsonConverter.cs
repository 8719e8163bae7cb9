using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Notices.Documents;

/// <summary>Keeps a part of a document as the JSON that it is.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument part = JsonDocument.ParseValue(ref reader);
        return part.RootElement.GetRawText();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
