using System.Net;
using GaOrleans.Http.Collect;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Tests.Api;

/// <summary>The address that limits and logs go by cannot be chosen by whoever sends headers.</summary>
public sealed class ProvenAddressTests
{
    private static readonly TrustedProxies Proxies = new("127.0.0.0/8,10.0.0.0/8");

    [Theory]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.7", "198.51.100.1")]
    [InlineData("127.0.0.1", "10.0.0.8, 10.0.0.7", "10.0.0.8")]
    [InlineData("127.0.0.1", "nonsense, 10.0.0.7", "10.0.0.7")]
    [InlineData("::ffff:127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1")]
    public void Address_IsTheLastThatNoProxyOfOursHas(string peer, string? forwarded, string expected)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        if (forwarded is not null) http.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal(IPAddress.Parse(expected), ClientAddress.Proven(http, Proxies));
    }
}
