using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GaOrleans.Engine.Notices.Documents;

/// <summary>Reads and writes the documents of notices. Whatever the text is, reading gives a document that keeps the rules, or a reason.</summary>
internal static class NoticeJson
{
    private const int Version = 1;
    private const string VersionName = "v";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a document.</summary>
    /// <param name="json">The text.</param>
    /// <param name="problemOf">Its rules.</param>
    /// <param name="error">What is wrong; null when nothing is.</param>
    public static T? Read<T>(string json, Func<T, string?> problemOf, out string? error) where T : class
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject root) error = "It is no JSON object.";
            else if (root[VersionName] is not JsonValue version || !version.TryGetValue(out int number)) error = "It has no version.";
            else if (number != Version) error = $"It has the version {number}, which this program does not know.";
            else return Checked(root, problemOf, out error);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            error = "It is not as it should be: " + e.Message.Split('\n')[0];
        }

        return null;
    }

    /// <summary>Writes a document, its version first.</summary>
    public static string Write<T>(T value)
    {
        var body = (JsonObject)JsonSerializer.SerializeToNode(value, Options)!;
        body.Insert(0, VersionName, Version);
        return body.ToJsonString(Options);
    }

    private static T? Checked<T>(JsonObject root, Func<T, string?> problemOf, out string? error) where T : class
    {
        root.Remove(VersionName);
        T? read = root.Deserialize<T>(Options);
        error = read is null ? "It is empty." : problemOf(read);
        return error is null ? read : null;
    }
}
