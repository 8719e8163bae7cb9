using GaOrleans.Cluster.Storage;

namespace GaOrleans.Silo.Backends;

/// <summary>Whether the parts of a data folder belong together: logs without the state of their grains would be counted again, for sites that are not theirs.</summary>
internal static class DataFolderCheck
{
    /// <summary>Looks.</summary>
    /// <returns>What is wrong and what to do; null when all is well.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static string? Problem(string dataFolder)
    {
        string logs = Path.Combine(dataFolder, "partitions");
        var state = new FileInfo(Path.Combine(dataFolder, SqliteGrainStorage.FileName));
        if (!Directory.Exists(logs) || (state.Exists && state.Length > 0)) return null;

        // A partition's epoch is written after the state was made, and before its first hit is taken.
        return Array.Exists(Directory.GetDirectories(logs), partition => File.Exists(Path.Combine(partition, "epoch")))
            ? $"cannot use the data folder {dataFolder}: it has logs of hits, but {state.Name} is missing or empty; restore {state.Name} from a backup, or name another folder with --data to begin anew"
            : null;
    }
}
