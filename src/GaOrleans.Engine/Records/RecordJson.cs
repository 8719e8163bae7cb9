using System.Text.Json;

namespace GaOrleans.Engine.Records;

/// <summary>
/// Objects as the content of records: <c>{"v":1,"value":{...}}</c>. What is missing has its default and what is not known is passed over, so
/// properties may come and go within a version; a change that older programs would misunderstand takes a new one. Version history: 1, the first.
/// </summary>
internal static class RecordJson
{
    private const int Version = 1;

    // Null is written too: left out it would come back as the default, which for a limit means another thing.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>An object as content.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(new Envelope<T>(Version, value), Options);

    /// <summary>The object of a record.</summary>
    /// <exception cref="IOException">The record is damaged or was written by a later version of the program.</exception>
    public static T Read<T>(string partition, StoredRecord record) where T : class
    {
        Envelope<T>? read;
        try
        {
            read = JsonSerializer.Deserialize<Envelope<T>>(record.Json, Options);
        }
        catch (JsonException fault)
        {
            throw new IOException($"cannot read the record {record.Key} of {partition}: it is damaged; restore the records from a backup", fault);
        }

        if (read is { V: > Version }) throw new IOException($"cannot read the record {record.Key} of {partition}: it was written by a later version of this program (format {read.V}); run that one");
        return read?.Value ?? throw new IOException($"cannot read the record {record.Key} of {partition}: it is empty; restore the records from a backup");
    }

    private sealed record Envelope<T>(int V, T Value);
}
