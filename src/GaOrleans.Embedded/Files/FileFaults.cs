using System.Runtime.InteropServices;

namespace GaOrleans.Embedded.Files;

/// <summary>Words the faults of files: "cannot ... : what, and what to do".</summary>
internal static class FileFaults
{
    private const int NotPermitted = 1, InputOutput = 5, AccessDenied = 13, TooManyFiles = 24, NoSpace = 28, ReadOnlyFileSystem = 30, QuotaExceeded = 122;

    /// <summary>The fault of a system call that failed with an errno.</summary>
    internal static IOException FromCall(string doing, string path, int error) =>
        new($"cannot {doing} {path}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error}); {Advice(error)}");

    /// <summary>The fault of a call of .NET.</summary>
    internal static IOException FromException(string doing, string path, Exception inner) =>
        new($"cannot {doing} {path}: {inner.Message.TrimEnd('.')}; check the disk and the rights on the folder", inner);

    private static string Advice(int error) => error switch
    {
        NoSpace or QuotaExceeded => "free disk space",
        InputOutput => "check the disk and its cabling, then look at the kernel's log",
        AccessDenied or NotPermitted => "give the process the right to write there",
        ReadOnlyFileSystem => "mount the file system for writing",
        TooManyFiles => "raise the limit of open files",
        _ => "check the disk and the rights on the folder",
    };
}
