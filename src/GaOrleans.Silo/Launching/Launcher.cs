using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GaOrleans.Hosting;
using GaOrleans.Silo.Serving;

namespace GaOrleans.Silo.Launching;

/// <summary>
/// <c>cluster</c>: starts silos behind one port and looks after them. Nothing depends on it: when it is killed the silos go on serving, and the next
/// launcher of the same data takes over their port and replaces them one by one.
/// </summary>
internal sealed class Launcher
{
    private const string LockName = "cluster.lock";

    private readonly LauncherArguments _arguments;
    private readonly FrontSocket _front;
    private readonly Lock _gate = new();
    private readonly SiloSlot[] _slots;
    private readonly KnownSilo?[] _orphans;
    private string? _demo;
    private bool _announced;

    private Launcher(LauncherArguments arguments, FrontSocket front, LauncherState? before, KnownSilo?[] orphans)
    {
        _arguments = arguments;
        _front = front;
        _orphans = orphans;
        _slots = [.. Enumerable.Range(0, arguments.Silos).Select(i =>
            new SiloSlot(i + 1, before?.Silos.ElementAtOrDefault(i)?.SiloPort ?? 0, front, arguments.DataFolder, Heard))];
    }

    /// <summary>Runs until it is told to end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(LauncherArguments arguments, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            return ExitCodes.Fail(ExitCodes.BadSettings, "cannot start a cluster: this command needs Linux; elsewhere start silos with the command silo");
        FileStream folder;
        try
        {
            Directory.CreateDirectory(arguments.DataFolder);
            folder = new FileStream(Path.Combine(arguments.DataFolder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExitCodes.Fail(ExitCodes.CannotUseData, IsRunning(arguments.DataFolder)
                ? $"cannot start: another launcher uses the data folder {arguments.DataFolder}; end it, or name another folder with --data"
                : $"cannot use the data folder {arguments.DataFolder}: {e.Message}");
        }

        await using (folder)
        {
            return await RunInFolderAsync(arguments);
        }
    }

    /// <summary>Whether a launcher runs for a data folder.</summary>
    public static bool IsRunning(string dataFolder)
    {
        try
        {
            string path = Path.Combine(dataFolder, LockName);
            if (!File.Exists(path)) return false;
            using FileStream free = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task<int> RunInFolderAsync(LauncherArguments arguments)
    {
        LauncherState? before = LauncherState.Read(arguments.DataFolder);
        KnownSilo?[] orphans = [.. (before?.Silos ?? []).Select(silo => silo.Process != 0 && Processes.IsSiloOf(silo.Process, arguments.DataFolder) ? silo : null)];
        int alive = orphans.Count(orphan => orphan is not null);
        if (alive > 0 && arguments.Port != before!.Port)
        {
            return ExitCodes.Fail(ExitCodes.CannotListen,
                $"cannot listen on port {arguments.Port}: silos of this data folder still serve port {before.Port}; start with --port {before.Port}, or end them first (kill {string.Join(' ', orphans.OfType<KnownSilo>().Select(orphan => orphan.Process))})");
        }

        try
        {
            using FrontSocket front = await OpenAsync(arguments, orphans);
            if (alive > 0) Console.WriteLine($"ga: {alive} silos of an earlier launcher serve; they are replaced one by one");
            return await new Launcher(arguments, front, before, orphans).SuperviseAsync();
        }
        catch (SocketException e)
        {
            string why = e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the port is taken; stop the program that has it, or choose another with --port" : e.Message;
            return ExitCodes.Fail(ExitCodes.CannotListen, $"cannot listen on {arguments.Host}:{arguments.Port}: {why}");
        }
    }

    private static async Task<FrontSocket> OpenAsync(LauncherArguments arguments, KnownSilo?[] orphans)
    {
        foreach (KnownSilo orphan in orphans.OfType<KnownSilo>())
        {
            if (FrontSocket.TakeOver(orphan.Process, orphan.ListenFd) is { } theirs) return theirs;
        }

        IPAddress address = IPAddress.TryParse(arguments.Host, out IPAddress? literal) ? literal : (await Dns.GetHostAddressesAsync(arguments.Host))[0];
        return FrontSocket.Open(new IPEndPoint(address, arguments.Port), beside: Array.Exists(orphans, orphan => orphan is not null));
    }

    private async Task<int> SuperviseAsync()
    {
        using var supervisor = new Supervisor(_slots, new EndedSilos(_arguments.DataFolder), Remember);
        using var end = new EndSignal();
        _ = EndAsync(supervisor, end);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = supervisor.RollAsync();
        });
        return await supervisor.RunAsync(_orphans, _arguments.DataFolder);
    }

    private static async Task EndAsync(Supervisor supervisor, EndSignal end)
    {
        await end.Asked;
        supervisor.End();
        await end.AskedAgain;
        supervisor.End();
    }

    // What silos say comes on threads of their own.
    private void Heard(string word, string text)
    {
        lock (_gate)
        {
            if (word == LauncherLine.First) _demo = text;
            if (word == LauncherLine.Ready && !_announced)
            {
                _announced = true;
                Console.WriteLine(FirstStart.Announcement(Url, _arguments.DataFolder, Environment.GetEnvironmentVariable(StaffKey.Variable), _demo));
            }
            else if (word == LauncherLine.First && _announced)
            {
                Console.WriteLine(text);
            }

            Console.Out.Flush();
        }
    }

    private string Url => ServiceHost.UrlOf(_arguments.Host, _front.EndPoint.Port);

    private void Remember()
    {
        lock (_gate)
        {
            KnownSilo[] known = [.. _slots.Select(Known), .. _orphans.Skip(_slots.Length).OfType<KnownSilo>().Where(IsAlive)];
            new LauncherState(Environment.ProcessId, _arguments.Host, _front.EndPoint.Port, known).Write(_arguments.DataFolder);
        }
    }

    // A launcher that comes after this one has to know of those as well whose turn to be replaced had not come.
    private KnownSilo Known(SiloSlot slot) => slot.Run is null && _orphans.ElementAtOrDefault(slot.Number - 1) is { } orphan && IsAlive(orphan) ? orphan : slot.Known();

    private bool IsAlive(KnownSilo silo) => Processes.IsSiloOf(silo.Process, _arguments.DataFolder);
}
