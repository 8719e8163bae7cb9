using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GaOrleans.Core.Tests.Enrichment;

/// <summary>Reads tests/data.</summary>
internal static class TestData
{
    public static JsonElement Read(string name, [CallerFilePath] string here = "")
    {
        string folder = Path.GetDirectoryName(here)!;
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "..", "..", "data", name))).RootElement;
    }
}
