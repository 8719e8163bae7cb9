using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;
using GaOrleans.Hosting;

namespace GaOrleans.Server;

/// <summary><c>archive verify</c>: checks the archive of raw hits; it may run beside the service.</summary>
internal static class ArchiveCommand
{
    /// <summary>Checks the archive of a data folder and says what it found.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> VerifyAsync(string dataFolder, CancellationToken ct)
    {
        if (!Directory.Exists(dataFolder))
        {
            await Console.Error.WriteLineAsync($"cannot verify the archive: there is no folder {Path.GetFullPath(dataFolder)}; name the service's data folder with --data");
            return ExitCodes.CannotUseData;
        }

        string[] folders = ArchivesOf(dataFolder);
        if (folders.Length == 0)
        {
            Console.WriteLine("nothing is archived yet");
            return ExitCodes.Done;
        }

        int problems = 0;
        foreach (string folder in folders)
        {
            if (await VerifyOneAsync(folder, folders.Length > 1, ct) is not { } found) return ExitCodes.CannotUseData;
            problems += found;
        }

        return problems == 0 ? ExitCodes.Done : ExitCodes.Problems;
    }

    // The single-node edition has one; a cluster on one machine has one in each partition of its log.
    private static string[] ArchivesOf(string dataFolder)
    {
        string partitions = Path.Combine(dataFolder, "partitions");
        IEnumerable<string> homes = Directory.Exists(partitions) ? Directory.EnumerateDirectories(partitions).Order(StringComparer.Ordinal).Prepend(dataFolder) : [dataFolder];
        return [.. homes.Select(home => Path.Combine(home, "archive")).Where(Directory.Exists)];
    }

    private static async Task<int?> VerifyOneAsync(string folder, bool isOneOfSeveral, CancellationToken ct)
    {
        try
        {
            using var archive = new FileArchive(new DiskFileSystem(), folder);
            ArchiveReport report = await archive.VerifyAsync(ct);
            foreach (string problem in report.Problems) await Console.Error.WriteLineAsync(problem);
            string which = isOneOfSeveral ? $"{folder}: " : "";
            Console.WriteLine($"{which}{report.Batches} batches, {report.Files} files, {report.Hits} hits, {report.LostHits} lost by the log, {report.Problems.Count} problems");
            return report.Problems.Count;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return null;
        }
    }
}
