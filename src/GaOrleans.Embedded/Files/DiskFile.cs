using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GaOrleans.Embedded.Files;

/// <summary>
/// A file of the operating system. On Linux flushes go through checked system calls. Elsewhere they go through <c>RandomAccess.FlushToDisk</c>,
/// which checks on Windows; on macOS it does not report failures, so the service is meant for production on Linux.
/// </summary>
internal sealed class DiskFile(string path, SafeFileHandle handle) : IFile
{
    private const int ZeroBytes = 1024 * 1024;

    public string Path => path;

    public long SizeBytes => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> into)
    {
        int total = 0;
        try
        {
            while (total < into.Length)
            {
                int read = RandomAccess.Read(handle, into[total..], offset + total);
                if (read == 0) break;
                total += read;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.FromException("read", path, e);
        }

        return total;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.FromException("write", path, e);
        }
    }

    public void Allocate(long sizeBytes)
    {
        long size = SizeBytes;
        if (sizeBytes <= size) return;
        if (OperatingSystem.IsLinux() && TryReserve(sizeBytes)) return;
        // Written zeros reserve space on any file system.
        var zeros = new byte[ZeroBytes];
        for (long at = size; at < sizeBytes; at += zeros.Length) Write(at, zeros.AsSpan(0, (int)Math.Min(zeros.Length, sizeBytes - at)));
    }

    public void SetSize(long sizeBytes)
    {
        try
        {
            RandomAccess.SetLength(handle, sizeBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.FromException("resize", path, e);
        }
    }

    public void SyncData()
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (LinuxCalls.SyncData(handle) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != LinuxCalls.Interrupted) throw FileFaults.FromCall("flush", path, error);
        }
    }

    public void Dispose() => handle.Dispose();

    private bool TryReserve(long sizeBytes)
    {
        int error;
        do error = LinuxCalls.Allocate(handle, 0, sizeBytes); while (error == LinuxCalls.Interrupted);
        if (error is LinuxCalls.NotSupported or LinuxCalls.Invalid) return false;
        return error == 0 ? true : throw FileFaults.FromCall("reserve space for", path, error);
    }
}
