namespace GaOrleans.Portal.Queries;

/// <summary>The command that gives exactly what the page shows, for a POSIX shell.</summary>
public static class CurlLine
{
    /// <summary>Where the merchant puts a key.</summary>
    public const string KeyPlaceholder = "YOUR_API_KEY";

    /// <summary>Makes the command. What is sent is what stands there, also when it begins with an at sign.</summary>
    /// <param name="baseAddress">Where the service is reached, such as <c>https://example.com/</c>.</param>
    /// <param name="path">Path of the endpoint, without leading slash.</param>
    /// <param name="json">The body.</param>
    /// <param name="csv">Whether CSV is asked for.</param>
    public static string Of(string baseAddress, string path, string json, bool csv = false)
    {
        string accept = csv ? " \\\n  -H 'Accept: text/csv'" : "";
        return $"curl {Quoted(baseAddress.TrimEnd('/') + "/" + path)} \\\n  -H 'Authorization: Bearer {KeyPlaceholder}' \\\n  -H 'Content-Type: application/json'{accept} \\\n  --data-raw {Quoted(json)}";
    }

    /// <summary>A text as one word of the shell: in single quotes nothing but they themselves means anything.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
