using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GaOrleans.Silo.Launching;

/// <summary>The place of one silo: its number and port, and the process that has it now. Used by the one task that keeps it running; others read.</summary>
internal sealed class SiloSlot(int number, int siloPort, FrontSocket front, string dataFolder, Action<string, string> said)
{
    // Outside of the range from which the kernel takes the ports of outgoing connections, so that none has it when the silo comes back. The places of one
    // launcher never ask for the same port: each has the numbers that leave its own remainder.
    private const int LowestPort = 20_000, PortBlocks = 128, BlockSize = 64;

    private volatile SiloRun? _run;

    /// <summary>Its number, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Its port among silos.</summary>
    public int SiloPort { get; private set; } = siloPort;

    /// <summary>The process; null before the first.</summary>
    public SiloRun? Run => _run;

    /// <summary>Starts a process.</summary>
    public SiloRun Launch()
    {
        for (int block = Environment.ProcessId; !IsFree(SiloPort); block++) SiloPort = LowestPort + (block % PortBlocks * BlockSize) + Number;
        var run = SiloRun.Start(Number,
            ["silo", "--launched", "--listen-fd", Text(front.Descriptor), "--silo-port", Text(SiloPort), "--data", dataFolder], said);
        _run?.SucceededBy(run);
        _run = run;
        return run;
    }

    /// <summary>Waits until the silo serves, also when it has to be started several times.</summary>
    public static async Task ReadyAsync(SiloRun run, CancellationToken ct)
    {
        while (await Task.WhenAny(run.Ready, run.Ended).WaitAsync(ct) != run.Ready) run = await run.Successor.WaitAsync(ct);
    }

    /// <summary>As the launcher remembers it.</summary>
    public KnownSilo Known() => _run is { Ended.IsCompleted: false } run
        ? new KnownSilo(run.ProcessId, SiloPort, front.Descriptor, run.Ready.IsCompleted)
        : new KnownSilo(0, SiloPort, front.Descriptor, Ready: false);

    /// <summary>Whether nobody listens on a port among silos.</summary>
    public static bool IsFree(int port)
    {
        if (port == 0) return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            probe.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
