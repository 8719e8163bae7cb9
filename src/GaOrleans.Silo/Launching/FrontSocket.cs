using System.ComponentModel;
using System.Net;
using System.Net.Sockets;

namespace GaOrleans.Silo.Launching;

/// <summary>
/// The socket on which a cluster of one machine listens. The launcher opens it once and every silo has it: connections wait in its one queue,
/// whichever silo dies or restarts, and the kernel keeps it as long as any of them lives.
/// </summary>
internal sealed class FrontSocket : IDisposable
{
    private const int SocketLevel = 1, ReusePort = 15, Backlog = 4096;

    private readonly Socket _socket;

    private FrontSocket(Socket socket)
    {
        _socket = socket;
        Descriptor = (int)socket.Handle;
        LinuxCalls.ShareWithChildren(Descriptor);
    }

    /// <summary>Its number, here and in every silo.</summary>
    public int Descriptor { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Opens a socket.</summary>
    /// <param name="address">Where.</param>
    /// <param name="beside">Whether silos of a launcher that is gone listen there still; then nobody is kept waiting in this one before a silo listens on it.</param>
    /// <exception cref="SocketException">The port is taken, or the address is not here.</exception>
    public static FrontSocket Open(IPEndPoint address, bool beside)
    {
        // Two that share a port must know of each other; else half of what comes would go astray.
        if (!beside) Probe(address);
        Socket socket = NewSocket(address);
        try
        {
            socket.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
            socket.Bind(address);
            if (!beside) socket.Listen(Backlog);
            return new FrontSocket(socket);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes over the socket of a silo whose launcher is gone.</summary>
    /// <returns>Null where the kernel does not allow it.</returns>
    public static FrontSocket? TakeOver(int process, int descriptor)
    {
        if (LinuxCalls.TakeOver(process, descriptor) is not { } taken) return null;
        var socket = new Socket(new SafeSocketHandle(taken, ownsHandle: true));
        try
        {
            return new FrontSocket(socket);
        }
        catch (Win32Exception)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static void Probe(IPEndPoint address)
    {
        using Socket probe = NewSocket(address);
        probe.Bind(address);
        probe.Listen(1);
    }

    private static Socket NewSocket(IPEndPoint address) => new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
}
