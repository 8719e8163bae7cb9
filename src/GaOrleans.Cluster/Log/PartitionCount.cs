using System.Globalization;
using System.Security.Cryptography;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// Remembers in the data folder how many partitions the log was made with. With another number buckets would look for their hits in other partitions, and
/// what is unsaved in those left out would never count.
/// </summary>
public static class PartitionCount
{
    private const string FileName = "count";

    /// <summary>Notes the number with the first start, and compares it with every later one.</summary>
    /// <param name="dataFolder">The data folder of all silos.</param>
    /// <param name="partitions">How many are configured.</param>
    /// <exception cref="IOException">The log has another number, or the folder cannot be read or written.</exception>
    public static void Check(string dataFolder, int partitions) => Check(new DiskFileSystem(), dataFolder, partitions);

    internal static void Check(IFileSystem files, string dataFolder, int partitions)
    {
        string folder = Path.Combine(dataFolder, "partitions");
        var file = new NumberFile(files, folder, FileName, draft: $"{FileName}.{RandomNumberGenerator.GetHexString(16)}");
        if ((file.Read() ?? Note(files, folder, file, partitions)) is var made && made != partitions)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"cannot use the data folder {dataFolder}: its log was made with {made} partitions, and Cluster:Partitions is {partitions}; set it to {made}, it is fixed for good"));
        }
    }

    private static long Note(IFileSystem files, string folder, NumberFile file, int partitions)
    {
        files.CreateDirectory(folder);
        file.Write(partitions);

        // Another silo that starts at the same time may have written after us.
        return file.Read() ?? partitions;
    }
}
