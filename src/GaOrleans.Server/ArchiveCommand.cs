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

        string folder = Path.Combine(dataFolder, "archive");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine("nothing is archived yet");
            return ExitCodes.Done;
        }

        try
        {
            using var archive = new FileArchive(new DiskFileSystem(), folder);
            ArchiveReport report = await archive.VerifyAsync(ct);
            foreach (string problem in report.Problems) await Console.Error.WriteLineAsync(problem);
            Console.WriteLine($"{report.Batches} batches, {report.Files} files, {report.Hits} hits, {report.LostHits} lost by the log, {report.Problems.Count} problems");
            return report.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.Problems;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.CannotUseData;
        }
    }
}
