using System.Net;
using System.Net.Sockets;

namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>
/// Opens the connections of webhooks. The name is resolved once, every address it has is checked, and the connection goes to one of those: a name that answers
/// differently when asked again gains nothing.
/// </summary>
/// <param name="resolve">Asks for the addresses of a name.</param>
/// <param name="allowPrivate">Whether any address will do.</param>
internal sealed class HookConnector(Func<string, CancellationToken, Task<IPAddress[]>> resolve, bool allowPrivate)
{
    /// <summary>Connects; used as the callback of the HTTP client.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        DnsEndPoint wanted = context.DnsEndPoint;
        IPAddress[] addresses = IPAddress.TryParse(wanted.Host, out IPAddress? literal) ? [literal] : await resolve(wanted.Host, ct);
        if (addresses.Length == 0) throw new HookRefusedException("its name has no address");
        if (!allowPrivate && !Array.TrueForAll(addresses, PublicAddresses.IsPublic)) throw new HookRefusedException("its name leads to a private or reserved address, which is not allowed here");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, wanted.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
