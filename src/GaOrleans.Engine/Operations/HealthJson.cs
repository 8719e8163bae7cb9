using System.Text.Json;

namespace GaOrleans.Engine.Operations;

/// <summary>Figures as they travel between processes of neighbouring releases: what is not known is passed over, what is missing has its default.</summary>
public static class HealthJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>As bytes.</summary>
    public static byte[] Write<T>(T told) => JsonSerializer.SerializeToUtf8Bytes(told, Options);

    /// <summary>From bytes; null when another release wrote what this one cannot read.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (JsonException)
        {
            // The process is left out until it runs the same release.
            return null;
        }
    }
}
