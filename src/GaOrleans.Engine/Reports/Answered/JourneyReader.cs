using System.Text.Json;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>Reads the JSON that Core's answers to journeys are written as.</summary>
internal static class JourneyReader
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads a list of records.</summary>
    public static T[] List<T>(JsonElement of, string name) => One<T[]>(of, name);

    /// <summary>Reads a record.</summary>
    public static T One<T>(JsonElement of, string name) => of.GetProperty(name).Deserialize<T>(Options)!;

    /// <summary>First instant of the range.</summary>
    public static string From(JsonElement root) => root.GetProperty("query").GetProperty("date_range")[0].GetString()!;

    /// <summary>Last instant of the range.</summary>
    public static string To(JsonElement root) => root.GetProperty("query").GetProperty("date_range")[1].GetString()!;
}
