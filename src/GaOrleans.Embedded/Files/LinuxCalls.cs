using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GaOrleans.Embedded.Files;

/// <summary>
/// The system calls whose results .NET does not report: its <c>Flush(true)</c> and <c>FlushToDisk</c> return normally on Linux when fsync fails.
/// </summary>
internal static partial class LinuxCalls
{
    internal const int Interrupted = 4, TryAgain = 11, Invalid = 22, NotSupported = 95;

    /// <summary>LOCK_EX | LOCK_NB.</summary>
    internal const int LockExclusiveNow = 2 | 4;

    /// <summary>Rights of a new file: all read, the owner writes.</summary>
    internal const int OwnerWrites = 0x1A4;

    /// <summary>O_RDWR | O_CREAT | O_CLOEXEC.</summary>
    internal const int LockFileFlags = 2 | 0x40 | 0x80000;

    /// <summary>O_RDONLY | O_DIRECTORY | O_CLOEXEC; O_DIRECTORY is another bit on ARM.</summary>
    internal static int DirectoryFlags => 0x80000 | (RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    internal static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Sync(SafeFileHandle file);

    /// <summary>Returns the error itself, not -1.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    internal static partial int Allocate(SafeFileHandle file, long offset, long size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags, int rights);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(SafeFileHandle file, int operation);
}
