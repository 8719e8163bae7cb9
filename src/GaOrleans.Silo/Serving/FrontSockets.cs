using System.Net;
using System.Net.Sockets;

namespace GaOrleans.Silo.Serving;

/// <summary>
/// The socket on which a silo takes clients. It is there before the silo joins the cluster, so that a port that is taken is known at once, and handed to
/// Kestrel when the silo can serve.
/// </summary>
internal static class FrontSockets
{
    /// <summary>The socket of a silo that has a port of its own. It is bound but does not listen yet: nobody is kept waiting until the silo serves.</summary>
    /// <exception cref="SocketException">The port is taken, or the address is not here.</exception>
    public static async Task<Socket> OpenAsync(string host, int port, CancellationToken ct)
    {
        IPAddress address = IPAddress.TryParse(host, out IPAddress? literal) ? literal : (await Dns.GetHostAddressesAsync(host, ct))[0];
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The socket that this process was started with, and that others have too. Closing it here leaves it to them as it is: .NET shuts down only sockets that
    /// are not passed on to other processes, which it tells by their flags.
    /// </summary>
    /// <exception cref="SocketException">The descriptor is no socket.</exception>
    public static Socket Inherited(int descriptor)
    {
        var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
        // Of other descriptors, such as those of files, the constructor makes a socket that has no address.
        return socket.LocalEndPoint is IPEndPoint ? socket : throw new SocketException((int)SocketError.NotSocket);
    }
}
