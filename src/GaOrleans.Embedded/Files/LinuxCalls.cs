using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GaOrleans.Embedded.Files;

/// <summary>
/// The system calls whose results .NET does not report: its <c>Flush(true)</c> and <c>FlushToDisk</c> return normally on Linux when fsync fails.
/// </summary>
internal static partial class LinuxCalls
{
    internal const int Interrupted = 4, TryAgain = 11, Invalid = 22, NoSpace = 28, NotSupported = 95;
    internal const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC of x86-64; the generic value of arm64 differs, see DirectoryFlags.
    internal const int LockExclusiveNow = 2 | 4;

    /// <summary>O_RDONLY | O_DIRECTORY | O_CLOEXEC.</summary>
    internal static int DirectoryFlags => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 | 0x80000 : ReadOnlyDirectory;

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    internal static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Sync(SafeFileHandle file);

    /// <summary>Returns the error itself, not -1.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    internal static partial int Allocate(SafeFileHandle file, long offset, long size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(SafeFileHandle file, int operation);
}
