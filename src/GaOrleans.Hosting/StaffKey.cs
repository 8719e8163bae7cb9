using Microsoft.Extensions.Configuration;

namespace GaOrleans.Hosting;

/// <summary>The key that opens everything, given by the environment.</summary>
public static class StaffKey
{
    /// <summary>The variable that holds it.</summary>
    public const string Variable = "GA_ADMIN_KEY";

    private const int Shortest = 16;

    /// <summary>Reads it.</summary>
    /// <returns>The key, or null when none is set.</returns>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public static string? Read(IConfiguration configuration)
    {
        string? key = configuration[Variable];
        if (key is { Length: > 0 and < Shortest }) throw new ArgumentException($"{Variable} must have at least {Shortest} characters: it opens everything");
        return string.IsNullOrEmpty(key) ? null : key;
    }
}
