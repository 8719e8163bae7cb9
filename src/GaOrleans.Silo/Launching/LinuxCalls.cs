using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GaOrleans.Silo.Launching;

/// <summary>What the launcher needs of the Linux C library: sockets that survive the start of a process, and signals to processes.</summary>
internal static partial class LinuxCalls
{
    /// <summary>Asks a process to end in order.</summary>
    public const int SigTerm = 15;

    /// <summary>Ends a process at once.</summary>
    public const int SigKill = 9;

    /// <summary>Asks the launcher for a rolling restart.</summary>
    public const int SigHup = 1;

    private const int SetDescriptorFlags = 2;
    private const long PidfdOpen = 434, PidfdGetfd = 438;

    /// <summary>Lets processes that are started from now on have a descriptor too, under the same number.</summary>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static void ShareWithChildren(int descriptor)
    {
        if (Fcntl(descriptor, SetDescriptorFlags, 0) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Makes this process the leader of a group of its own, so that Ctrl-C in a terminal reaches the launcher only, which then ends its silos in order.</summary>
    public static void LeaveProcessGroup() => _ = SetProcessGroup(0, 0);

    /// <summary>Sends a signal; does nothing when there is no such process. Numbers that would mean groups of processes are refused.</summary>
    public static void Send(int process, int signal)
    {
        if (process > 1) _ = Kill(process, signal);
    }

    /// <summary>A descriptor of another process of the same user, as one of this process; null where the kernel does not allow it.</summary>
    public static int? TakeOver(int process, int descriptor)
    {
        long handle = SystemCall(PidfdOpen, process, 0, 0);
        if (handle < 0) return null;
        long taken = SystemCall(PidfdGetfd, handle, descriptor, 0);
        _ = Close((int)handle);
        return taken < 0 ? null : (int)taken;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setpgid", SetLastError = true)]
    private static partial int SetProcessGroup(int process, int group);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third);
}
