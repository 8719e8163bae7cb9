using System.Net;

namespace GaOrleans.Http;

/// <summary>Settings of the HTTP interfaces, bound once from the section <c>Http</c> and checked at start.</summary>
public sealed class HttpOptions
{
    /// <summary>
    /// Networks in CIDR notation, separated by commas, whose forwarding headers are believed. Default: the machine itself. A proxy that is missing here makes all its
    /// clients look like one visitor; a network too many lets its machines claim any address.
    /// </summary>
    public string TrustedProxies { get; set; } = "127.0.0.0/8,::1/128";

    /// <summary>Requests a second that one key may ask of reports and configuration in the long run. Default 100. Beyond it the answer is 429.</summary>
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Requests that one key may ask at once before <see cref="RequestsPerSecond"/> holds. Default 1,000: many dashboards that open together.</summary>
    public int RequestBurst { get; set; } = 1000;

    /// <summary>Connections open at the same time; further ones are closed. Default 20,000.</summary>
    public int MaxConnections { get; set; } = 20_000;

    internal const StringSplitOptions SplitOptions = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>Says what is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        foreach (string network in TrustedProxies.Split(',', SplitOptions))
        {
            if (!IPNetwork.TryParse(network, out _)) return $"Http:TrustedProxies has \"{network}\", which is no network such as 10.0.0.0/8";
        }

        if (RequestsPerSecond < 1) return "Http:RequestsPerSecond must be at least 1";
        if (RequestBurst < 1) return "Http:RequestBurst must be at least 1";
        return MaxConnections < 1 ? "Http:MaxConnections must be at least 1" : null;
    }
}
