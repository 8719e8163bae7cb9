using System.Text.Json;

namespace GaOrleans.Silo.Launching;

/// <summary>
/// What the launcher remembers in the data folder (<c>cluster.json</c>), so that a launcher which comes after it knows the silos that still run,
/// and <c>restart</c> finds it.
/// </summary>
/// <param name="Launcher">Its process.</param>
/// <param name="Host">Where the cluster listens.</param>
/// <param name="Port">The port.</param>
/// <param name="Silos">The silos, by number.</param>
internal sealed record LauncherState(int Launcher, string Host, int Port, KnownSilo[] Silos)
{
    private const string FileName = "cluster.json";

    /// <summary>Reads what the last launcher of a folder remembered.</summary>
    /// <returns>Null when there was none, or when it cannot be read.</returns>
    public static LauncherState? Read(string dataFolder)
    {
        try
        {
            return JsonSerializer.Deserialize<LauncherState>(File.ReadAllBytes(Path.Combine(dataFolder, FileName)));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // Without it silos are started anew, and those that still run are found by their lock on the data.
            return null;
        }
    }

    /// <summary>Remembers.</summary>
    public void Write(string dataFolder)
    {
        string path = Path.Combine(dataFolder, FileName);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(path + ".new", path, overwrite: true);
    }
}
