using System.Net;

namespace GaOrleans.Http.Collect;

/// <summary>The networks whose word about a client's address is taken.</summary>
internal sealed class TrustedProxies
{
    private readonly IPNetwork[] _networks;

    /// <summary>Makes the list.</summary>
    /// <param name="networks">CIDR notation, separated by commas; checked by <see cref="HttpOptions"/>.</param>
    public TrustedProxies(string networks) => _networks = [.. networks.Split(',', HttpOptions.SplitOptions).Select(network => IPNetwork.Parse(network))];

    /// <summary>Whether the peer of a connection is such a proxy.</summary>
    public bool Contains(IPAddress? peer)
    {
        if (peer is null) return false;
        foreach (IPNetwork network in _networks)
        {
            if (network.Contains(peer)) return true;
        }

        return false;
    }
}
