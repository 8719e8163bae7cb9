using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GaOrleans.Embedded.Files;

/// <summary>The files of the operating system.</summary>
public sealed class DiskFileSystem : IFileSystem
{
    /// <inheritdoc/>
    public IFile Open(string path, OpenMode mode)
    {
        (FileMode fileMode, FileAccess access) = mode switch
        {
            OpenMode.Read => (FileMode.Open, FileAccess.Read),
            OpenMode.Write => (FileMode.Open, FileAccess.ReadWrite),
            OpenMode.CreateNew => (FileMode.CreateNew, FileAccess.ReadWrite),
            _ => (FileMode.Create, FileAccess.ReadWrite),
        };
        return new DiskFile(path, OpenHandle(path, fileMode, access));
    }

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string directory) => Names(directory, Directory.GetFiles);

    /// <inheritdoc/>
    public IReadOnlyList<string> ListFolders(string directory) => Names(directory, Directory.GetDirectories);

    /// <inheritdoc/>
    public void CreateDirectory(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) return;
        string? parent = Path.GetDirectoryName(full);
        if (parent is not null) CreateDirectory(parent);
        Checked("create the folder", full, () => PrivateFolder.Create(full));
        if (parent is not null) SyncDirectory(parent);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to) => Checked("rename", from, () => File.Move(from, to, overwrite: true));

    /// <inheritdoc/>
    public void Delete(string path) => Checked("delete", path, () => File.Delete(path));

    /// <inheritdoc/>
    public void SyncDirectory(string path)
    {
        // Windows keeps its directories in order by itself and cannot flush them.
        if (!OperatingSystem.IsLinux()) return;
        using SafeFileHandle handle = OpenDescriptor("open the folder", path, LinuxCalls.DirectoryFlags);
        while (LinuxCalls.Sync(handle) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != LinuxCalls.Interrupted) throw FileFaults.FromCall("flush the folder", path, error);
        }
    }

    /// <inheritdoc/>
    public IDisposable Lock(string path)
    {
        if (!OperatingSystem.IsLinux()) return OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        // Not opened by .NET, which takes a lock of its own that would be in the way.
        SafeFileHandle handle = OpenDescriptor("open", path, LinuxCalls.LockFileFlags);
        while (LinuxCalls.Lock(handle, LinuxCalls.LockExclusiveNow) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == LinuxCalls.Interrupted) continue;
            handle.Dispose();
            throw error == LinuxCalls.TryAgain
                ? new IOException($"cannot lock {path}: another process uses this data folder; stop it, or give this one another folder")
                : FileFaults.FromCall("lock", path, error);
        }

        return handle;
    }

    private static string[] Names(string directory, Func<string, string[]> paths)
    {
        if (!Directory.Exists(directory)) return [];
        try
        {
            string[] names = paths(directory);
            for (int i = 0; i < names.Length; i++) names[i] = Path.GetFileName(names[i]);
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.FromException("list", directory, e);
        }
    }

    private static SafeFileHandle OpenDescriptor(string doing, string path, int flags)
    {
        int descriptor;
        while ((descriptor = LinuxCalls.Open(path, flags, LinuxCalls.OwnerWrites)) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != LinuxCalls.Interrupted) throw FileFaults.FromCall(doing, path, error);
        }

        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static SafeFileHandle OpenHandle(string path, FileMode mode, FileAccess access, FileShare share = FileShare.ReadWrite | FileShare.Delete)
    {
        try
        {
            return File.OpenHandle(path, mode, access, share);
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException($"cannot open {path}: there is no such file; restore it from a backup", path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.FromException("open", path, e);
        }
    }

    private static void Checked(string doing, string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.FromException(doing, path, e);
        }
    }
}
