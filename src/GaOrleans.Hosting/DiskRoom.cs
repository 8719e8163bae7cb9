using GaOrleans.Engine.Operations;

namespace GaOrleans.Hosting;

/// <summary>The room on the disk of a folder.</summary>
public static class DiskRoom
{
    /// <summary>Sets it; leaves it out where the system does not tell.</summary>
    public static ProcessHealth Tell(string folder, ProcessHealth health)
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(folder));
            return health with { DiskFreeBytes = drive.AvailableFreeSpace, DiskBytes = drive.TotalSize };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Whether hits can be stored does not depend on knowing it.
            return health;
        }
    }
}
